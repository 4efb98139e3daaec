package io.ocppgateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.iot.IotClient;
import software.amazon.awssdk.services.iot.model.CertificateStatus;
import software.amazon.awssdk.services.iot.model.ResourceNotFoundException;

/// Charge points with certificates, on a stack whose gateway ends TLS, set up as people do it.
class ClientCertificateIT {

  private static final String ACCEPTED = "heartbeat interval set to";

  @TempDir static Path directory;
  private static Stack stack;

  /// A certificate and its key in files.
  private record Shown(Path certificate, Path key, String id) {

    static Shown make(String name) throws Exception {
      X509Bundle bundle =
          new CertificateBuilder()
              .subject("CN=" + name)
              .ecp256()
              .setIsCertificateAuthority(true)
              .buildSelfSigned();
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(bundle.getCertificate().getEncoded());
      return new Shown(
          write(name + ".crt", bundle.getCertificatePEM()),
          write(name + ".key", bundle.getPrivateKeyPEM()),
          HexFormat.of().formatHex(hash));
    }

    private static Path write(String name, String text) throws IOException {
      return Files.writeString(directory.resolve(name), text);
    }
  }

  @BeforeAll
  static void start() {
    stack = Stack.startWithTls("certificates", List.of("OPEN"), Map.of());
  }

  @AfterAll
  static void stop() {
    if (stack != null) {
      stack.close();
    }
  }

  @Test
  void registeredCertificateLetsInAndNothingElseDoes() throws Exception {
    Shown own = Shown.make("LOCKED");
    Shown another = Shown.make("ANOTHER");

    String registered = register("LOCKED", "--certificate", own.certificate.toString());
    register("OTHER", "--certificate", another.certificate.toString());

    assertThat(registered).isEqualTo("LOCKED: registered, certificate " + own.id);
    try (Program right = simulate("LOCKED", own)) {
      right.awaitLine(ACCEPTED);
    }
    assertThatIsRefused("LOCKED", another);
    assertThatIsRefused("LOCKED", null);
    assertThatIsRefused("LOCKED", Shown.make("STRANGER"));
  }

  @Test
  void thingAloneStillConnectsWhereTheStackAllowsIt() {
    try (Program open = simulate("OPEN", null)) {

      open.awaitLine(ACCEPTED);
    }
  }

  @Test
  void certificateThatIsTakenOutOfUseIsRefusedWithinAMinute() throws Exception {
    Shown own = Shown.make("LOST");
    register("LOST", "--certificate", own.certificate.toString(), "--profile", "3");
    try (Program before = simulate("LOST", own)) {
      before.awaitLine(ACCEPTED);
    }

    try (IotClient iot = stack.iot()) {
      iot.updateCertificate(r -> r.certificateId(own.id).newStatus(CertificateStatus.INACTIVE));
    }

    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofSeconds(5))
        .until(() -> !isAccepted("LOST", own));
    assertThatIsRefused("LOST", own);
  }

  @Test
  void unregisteringLeavesNoCertificateBehind() throws Exception {
    Shown own = Shown.make("GONE");
    register("GONE", "--certificate", own.certificate.toString());

    assertThat(cpo(List.of("unregister", "GONE"))).isEqualTo("GONE: unregistered");

    try (IotClient iot = stack.iot()) {
      assertThatThrownBy(() -> iot.describeThing(r -> r.thingName("GONE")))
          .isInstanceOf(ResourceNotFoundException.class);
      assertThatThrownBy(() -> iot.describeCertificate(r -> r.certificateId(own.id)))
          .isInstanceOf(ResourceNotFoundException.class);
    }
  }

  private static boolean isAccepted(String identity, Shown shown) {
    try (Program program = simulate(identity, shown)) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> hasSaid(program, ACCEPTED) || hasSaid(program, "rejected"));
      return hasSaid(program, ACCEPTED);
    }
  }

  private static boolean hasSaid(Program program, String text) {
    return program.lines().stream().anyMatch(line -> line.contains(text));
  }

  private static void assertThatIsRefused(String identity, @Nullable Shown shown) {
    try (Program refused = simulate(identity, shown)) {
      assertThat(refused.awaitLine("rejected")).contains("403");
      assertThat(refused.awaitExit()).isEqualTo(1);
    }
  }

  /// @param shown null for no certificate
  private static Program simulate(String identity, @Nullable Shown shown) {
    List<String> options =
        new ArrayList<>(List.of("--trust", stack.local().trusted().orElseThrow().toString()));
    if (shown != null) {
      options.addAll(List.of("--client-certificate", shown.certificate.toString()));
      options.addAll(List.of("--client-key", shown.key.toString()));
    }
    return stack.simulate(identity, options.toArray(String[]::new));
  }

  private static String register(String identity, String... options) {
    List<String> arguments = new ArrayList<>(List.of("register", identity));
    arguments.addAll(List.of(options));
    return cpo(arguments);
  }

  /// The line that says what came of it.
  private static String cpo(List<String> arguments) {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(List.of("--aws-port", stack.awsPort()));
    try (Program program = Cpo.start(all.toArray(String[]::new))) {
      String line = program.awaitLine("registered");
      assertThat(program.awaitExit()).isZero();
      return line.strip();
    }
  }
}
