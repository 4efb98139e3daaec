package io.ocppgateway.e2e;

import static io.ocppgateway.ocpp.OcppVersion.V1_6;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.ocpp.registration.ChargePointItem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Charge points with passwords, on a stack of their own that asks for them, whose table a test
/// deletes.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CredentialsIT {

  private static final int UPGRADED = 101;
  private static final int REFUSED = 401;
  private static final int UNAVAILABLE = 503;

  /// An `AuthorizationKey` of OCPP 1.6: 20 bytes that are no text.
  private static final String KEY = "00FF3A0A0D80C1FE000102030405060708090A0B";

  private static Stack stack;

  @BeforeAll
  static void start() {
    stack = Stack.start("credentials", 1, List.of("BARE"), Map.of("securityProfile", "1"));
  }

  @AfterAll
  static void stop() {
    if (stack != null) {
      stack.close();
    }
  }

  @Test
  @Order(1)
  void registeredPasswordLetsInAndNothingElseDoes() {
    String password = generated("LOCKED");

    int right = connect("LOCKED", password.getBytes(UTF_8));
    int wrong = connect("LOCKED", password.replace(password.charAt(0), 'x').getBytes(UTF_8));
    int none = connect("LOCKED", null);

    assertThat(password).matches("[0-9A-F]{40}");
    assertThat(List.of(right, wrong, none)).containsExactly(UPGRADED, REFUSED, REFUSED);
    assertThat(item("LOCKED").toString()).contains("hmac-sha256$").doesNotContain(password);
  }

  @Test
  @Order(1)
  void thingWithoutAPasswordIsRefused() {
    int none = connect("BARE", null);
    int some = connect("BARE", KEY.getBytes(UTF_8));

    assertThat(List.of(none, some)).containsExactly(REFUSED, REFUSED);
  }

  @Test
  @Order(1)
  void keyOf16IsTakenAsBytesAndAsItsDigits() {
    register("KEYED", "--password", KEY);

    int bytes = connect("KEYED", HexFormat.of().parseHex(KEY));
    int digits = connect("KEYED", KEY.getBytes(UTF_8));
    int lowerCase = connect("KEYED", KEY.toLowerCase(Locale.ROOT).getBytes(UTF_8));

    assertThat(List.of(bytes, digits, lowerCase)).containsOnly(UPGRADED);
  }

  @Test
  @Order(1)
  void simulatedChargePointBootsWithItsPasswordFromAFile(@TempDir Path directory)
      throws IOException {
    Path file = Files.writeString(directory.resolve("password"), generated("PLAYED") + "\n");

    try (Program charging = stack.simulate("PLAYED", "--password-file", file.toString());
        Program stranger = stack.simulate("PLAYED", "--password", "not the right one")) {
      charging.awaitLine("BootNotification");
      String refusal = stranger.awaitLine("rejected");

      assertThat(refusal).contains("401");
      assertThat(stranger.awaitExit()).isEqualTo(1);
      assertThat(charging.isAlive()).isTrue();
    }
  }

  @Test
  @Order(1)
  void fleetRunsWithAPasswordThatItRegistersAndTakesAway() {
    try (Program fleet =
        Cpo.start(
            "fleet",
            "--url",
            stack.url(),
            "--size",
            "20",
            "--id-prefix",
            "CREW",
            "--for",
            "5s",
            "--register",
            "--generate-password",
            "--aws-port",
            stack.awsPort())) {
      int exitCode = fleet.awaitExit();

      assertThat(exitCode).as(String.join("\n", fleet.lines())).isZero();
      assertThat(fleet.lines()).anyMatch(line -> line.matches("verdict +nothing lost"));
      assertThat(item("CREW01")).isEmpty();
    }
  }

  @Test
  @Order(1)
  void changedPasswordTakesEffectWithinAMinute() {
    byte[] before = generated("CHANGED").getBytes(UTF_8);
    int first = connect("CHANGED", before);

    byte[] after = generated("CHANGED").getBytes(UTF_8);

    assertThat(first).isEqualTo(UPGRADED);
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> connect("CHANGED", after) == UPGRADED);
    assertThat(connect("CHANGED", before)).isEqualTo(REFUSED);
  }

  @Test
  @Order(1)
  void unregisteredChargePointIsUnknownInSpiteOfItsPassword() {
    String password = generated("GONE");

    try (Program program = Cpo.start("unregister", "GONE", "--aws-port", stack.awsPort())) {
      assertThat(program.awaitExit()).isZero();
    }

    assertThat(item("GONE")).isEmpty();
    try (Program chargePoint = stack.simulate("GONE", "--password", password)) {
      assertThat(chargePoint.awaitLine("1008")).contains("Charge Point GONE not registered");
    }
  }

  /// The table is away only for who comes after: it is the last that this stack sees.
  @Test
  @Order(2)
  void withoutTheTableNobodyIsLetInOrSentAway() {
    try (DynamoDbClient dynamoDb = stack.dynamoDb()) {
      dynamoDb.deleteTable(request -> request.tableName(stack.table("ChargePoints")));

      int answer = connect("ANYBODY", "whatever it may be".getBytes(UTF_8));

      assertThat(answer).isEqualTo(UNAVAILABLE);
    }
  }

  /// Registers a charge point with a new password, and gives that.
  private static String generated(String identity) {
    String line = register(identity, "--generate-password");
    return line.substring(line.lastIndexOf(' ') + 1);
  }

  private static String register(String... arguments) {
    List<String> command = new ArrayList<>(List.of("register"));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--aws-port", stack.awsPort()));
    try (Program program = Cpo.start(command.toArray(String[]::new))) {
      String line = program.awaitLine("registered");
      assertThat(program.awaitExit()).isZero();
      return line.strip();
    }
  }

  private static Map<String, AttributeValue> item(String thing) {
    try (DynamoDbClient dynamoDb = stack.dynamoDb()) {
      return dynamoDb
          .getItem(request ->
              request
                  .tableName(stack.table("ChargePoints"))
                  .key(Map.of(ChargePointItem.CHARGE_POINT_ID, AttributeValue.fromS(thing))))
          .item();
    }
  }

  /// The status of the answer to an upgrade.
  ///
  /// @param password null to give none
  private static int connect(String identity, byte[] password) {
    URI uri = URI.create(stack.url() + "/" + identity);
    try (HttpClient client = HttpClient.newHttpClient()) {
      WebSocket.Builder builder = client.newWebSocketBuilder().subprotocols(V1_6.subprotocol());
      if (password != null) {
        builder.header("Authorization", basic(identity, password));
      }
      builder.buildAsync(uri, new WebSocket.Listener() {}).orTimeout(60, SECONDS).join().abort();
      return UPGRADED;
    } catch (CompletionException e) {
      if (e.getCause() instanceof WebSocketHandshakeException refused) {
        return refused.getResponse().statusCode();
      }
      throw e;
    }
  }

  private static String basic(String identity, byte[] password) {
    ByteArrayOutputStream credentials = new ByteArrayOutputStream();
    credentials.writeBytes((identity + ":").getBytes(UTF_8));
    credentials.writeBytes(password);
    return "Basic " + Base64.getEncoder().encodeToString(credentials.toByteArray());
  }
}
