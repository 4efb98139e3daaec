package io.ocppgateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.ocppgateway.local.process.ProcessFailedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The stack with `tls=GATEWAY`, whose gateway reads its certificates in its own role.
class CertificateSecretIT {

  private static final String SECRETS = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:";
  private static final Map<String, String> TLS_AT_THE_GATEWAY =
      Map.of(
          "domainName",
          "example.com",
          "hostedZoneId",
          "Z0123456789",
          "tls",
          "GATEWAY",
          "securityProfile",
          "3",
          "certificateSecretArn",
          SECRETS + "certificate-AbCdEf",
          "clientAuthoritiesSecretArn",
          SECRETS + "authorities-AbCdEf",
          "clientOrganization",
          "Acme");
  private static final String ACCEPTED = "heartbeat interval set to";
  private static final String REFUSED = "rejected";

  @TempDir static Path directory;

  @Test
  void secretsAreReadAndReadAgain() throws Exception {
    X509Bundle authority =
        new CertificateBuilder()
            .subject("CN=authority")
            .ecp256()
            .setIsCertificateAuthority(true)
            .buildSelfSigned();
    X509Bundle own =
        new CertificateBuilder().subject("CN=ISSUED,O=Acme").ecp256().buildIssuedBy(authority);
    Path certificate = Files.writeString(directory.resolve("own.crt"), own.getCertificatePEM());
    Path key = Files.writeString(directory.resolve("own.key"), own.getPrivateKeyPEM());
    try (Stack stack =
        Stack.startWithTls("tls-at-the-gateway", List.of("ISSUED"), TLS_AT_THE_GATEWAY)) {
      Path trusted = stack.local().trusted().orElseThrow();
      List<String> options =
          List.of(
              "--trust", trusted.toString(),
              "--client-certificate", certificate.toString(),
              "--client-key", key.toString());
      assertThat(stack.url()).startsWith("wss://");
      assertThat(outcome(stack, options)).contains(REFUSED).contains("403");

      Files.writeString(
          trusted.resolveSibling("client-authorities.pem"), authority.getCertificatePEM());

      await()
          .atMost(Duration.ofSeconds(120))
          .pollInterval(Duration.ofSeconds(2))
          .untilAsserted(() -> assertThat(outcome(stack, options)).contains(ACCEPTED));
      assertThat(stack.local().refusals()).isEmpty();
    }
  }

  @Test
  void aGatewayThatMayNotReadItsCertificatesEnds() {
    assertThatThrownBy(() ->
            Stack.start(
                    "without-GetSecretValue",
                    1,
                    List.of(),
                    TLS_AT_THE_GATEWAY,
                    EditedTemplate.withoutAction(
                        "GatewayServiceTaskRoleDefaultPolicy", "secretsmanager:GetSecretValue"))
                .close())
        .isInstanceOf(ProcessFailedException.class)
        .hasMessageContaining("secretsmanager:GetSecretValue");
  }

  /// The line that says what came of it.
  private static String outcome(Stack stack, List<String> options) {
    try (Program program = stack.simulate("ISSUED", options.toArray(String[]::new))) {
      return await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  program.lines().stream()
                      .filter(line -> line.contains(ACCEPTED) || line.contains(REFUSED))
                      .findFirst()
                      .orElse(""),
              line -> !line.isEmpty());
    }
  }
}
