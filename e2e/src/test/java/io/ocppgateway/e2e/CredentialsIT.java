package io.ocppgateway.e2e;

import static io.ocppgateway.ocpp.OcppVersion.V1_6;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.ocpp.registration.ChargePointItem;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Charge points with passwords, on a stack of their own, whose table a test deletes.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CredentialsIT {

  private static final int UPGRADED = 101;

  private static Stack stack;

  @BeforeAll
  static void start() {
    stack = Stack.start("credentials", 1, List.of());
  }

  @AfterAll
  static void stop() {
    if (stack != null) {
      stack.close();
    }
  }

  @Test
  @Order(1)
  void registeredPasswordLetsInAndNothingElseDoes() throws Exception {
    String line = register("LOCKED", "--generate-password", "--profile", "1");
    String password = line.substring(line.lastIndexOf(' ') + 1);

    int right = connect("LOCKED", password);
    int wrong = connect("LOCKED", password.replace(password.charAt(0), 'x'));
    int none = connect("LOCKED", null);

    assertThat(password).matches("[0-9A-F]{40}");
    assertThat(List.of(right, wrong, none)).containsExactly(UPGRADED, 401, 401);
    assertThat(item("LOCKED").toString()).contains("hmac-sha256$").doesNotContain(password);
  }

  /// The table is away only for who comes after: it is the last that this stack sees.
  @Test
  @Order(2)
  void withoutTheTableNobodyIsLetInOrSentAway() throws Exception {
    try (DynamoDbClient dynamoDb = stack.dynamoDb()) {
      dynamoDb.deleteTable(request -> request.tableName(stack.table("ChargePoints")));

      int answer = connect("ANYBODY", "whatever it may be");

      assertThat(answer).isEqualTo(503);
    }
  }

  private static String register(String... arguments) {
    String[] command = new String[arguments.length + 3];
    command[0] = "register";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    command[arguments.length + 1] = "--aws-port";
    command[arguments.length + 2] = stack.awsPort();
    try (Program program = Cpo.start(command)) {
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
  private static int connect(String identity, String password) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      WebSocket.Builder builder = client.newWebSocketBuilder().subprotocols(V1_6.subprotocol());
      if (password != null) {
        String credentials = identity + ":" + password;
        builder.header(
            "Authorization",
            "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8)));
      }
      URI uri = URI.create(stack.url() + "/" + identity);
      try {
        builder.buildAsync(uri, new WebSocket.Listener() {}).get(10, SECONDS).abort();
        return UPGRADED;
      } catch (ExecutionException e) {
        if (e.getCause() instanceof WebSocketHandshakeException refused) {
          return refused.getResponse().statusCode();
        }
        throw e;
      }
    }
  }
}
