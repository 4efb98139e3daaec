package io.ocppgateway.lambdas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ocppgateway.lambdas.StubAws.Request;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The function of presence, down to the requests that reach AWS.
class PresenceHandlerIT {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String GET_ITEM = "DynamoDB_20120810.GetItem";
  private static final String PUT_ITEM = "DynamoDB_20120810.PutItem";

  private static final String CONNECTED =
      """
      {"clientId":"CP1","timestamp":1769860800250,"eventType":"connected","sessionIdentifier":"s1",
       "principalIdentifier":"AROA:task","ipAddress":"10.0.0.1","versionNumber":0}\
      """;
  private static final String DISCONNECTED =
      """
      {"clientId":"CP1","timestamp":1769864400250,"eventType":"disconnected",
       "sessionIdentifier":"s1","principalIdentifier":"AROA:task","versionNumber":0,
       "clientInitiatedDisconnect":false,"disconnectReason":"CONNECTION_LOST"}\
      """;
  private static final String ROW_OF_CONNECTED =
      """
      {"Item":{"chargePointId":{"S":"CP1"},"status":{"S":"ONLINE"},
       "since":{"S":"2026-01-31T12:00:00.250Z"},"sessionIdentifier":{"S":"s1"},
       "versionNumber":{"N":"0"}}}\
      """;

  private StubAws aws;

  @BeforeEach
  void start() throws IOException {
    aws = new StubAws();
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  @Test
  void firstConnectionIsOnlineSinceItBegan() {
    handle(new PresenceHandler(aws.environment()), CONNECTED);

    assertThat(aws.requests()).extracting(Request::what).containsExactly(GET_ITEM, PUT_ITEM);
    assertThat(body(0).at("/ConsistentRead").asBoolean()).isTrue();
    assertThat(body(1).at("/TableName").asString()).isEqualTo("Presence");
    assertThat(body(1).at("/ConditionExpression").asString())
        .isEqualTo("attribute_not_exists(chargePointId)");
    assertThat(body(1).at("/Item")).isEqualTo(JSON.readTree(ROW_OF_CONNECTED).get("Item"));
  }

  @Test
  void endOfItIsOfflineSinceAndWhyAndExpiresAndReplacesWhatWasRead() {
    aws.reply(GET_ITEM, 200, ROW_OF_CONNECTED);

    handle(new PresenceHandler(aws.environment()), DISCONNECTED);

    assertThat(body(1).at("/ConditionExpression").asString())
        .isEqualTo(
            "versionNumber = :version AND sessionIdentifier = :session AND #status = :status");
    assertThat(body(1).at("/ExpressionAttributeValues"))
        .isEqualTo(
            JSON.readTree(
                """
                {":version":{"N":"0"},":session":{"S":"s1"},":status":{"S":"ONLINE"}}\
                """));
    assertThat(body(1).at("/Item"))
        .isEqualTo(
            JSON.readTree(
                """
                {"chargePointId":{"S":"CP1"},"status":{"S":"OFFLINE"},
                 "since":{"S":"2026-01-31T13:00:00.250Z"},"reason":{"S":"CONNECTION_LOST"},
                 "sessionIdentifier":{"S":"s1"},"versionNumber":{"N":"0"},
                 "expiresAt":{"N":"1777640400"}}\
                """));
  }

  @Test
  void eventThatIsKnownAlreadyIsNotWritten() {
    aws.reply(GET_ITEM, 200, ROW_OF_CONNECTED);

    handle(new PresenceHandler(aws.environment()), CONNECTED);

    assertThat(aws.requests()).extracting(Request::what).containsExactly(GET_ITEM);
  }

  @Test
  void rowThatOthersChangeIsReadAgainUntilItIsGivenUp() {
    aws.reply(
        PUT_ITEM,
        400,
        """
        {"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException"}\
        """);
    PresenceHandler handler = new PresenceHandler(aws.environment());

    assertThatThrownBy(() -> handle(handler, CONNECTED)).hasMessageContaining("CP1");

    assertThat(aws.requests()).extracting(Request::what).startsWith(GET_ITEM, PUT_ITEM, GET_ITEM);
  }

  @Test
  void nothingIsAskedOfAwsUntilTheSnapshotWhichSucceedsWithoutIt() {
    PresenceHandler handler = new PresenceHandler(aws.environment());
    int afterConstruction = aws.requests().size();
    aws.reply(GET_ITEM, 400, "{\"__type\":\"AccessDeniedException\"}");

    assertThatCode(() -> handler.beforeCheckpoint(null)).doesNotThrowAnyException();

    assertThat(afterConstruction).isZero();
    assertThat(aws.requests()).extracting(Request::what).containsExactly(GET_ITEM);
  }

  @Test
  void missingTableIsNamed() {
    assertThatThrownBy(() -> new PresenceHandler(Map.of("AWS_REGION", "eu-central-1")))
        .hasMessageContaining("PRESENCE_TABLE is not set");
  }

  private JsonNode body(int request) {
    return JSON.readTree(aws.requests().get(request).body());
  }

  private static void handle(PresenceHandler handler, String event) {
    handler.handleRequest(
        new ByteArrayInputStream(event.getBytes(UTF_8)),
        OutputStream.nullOutputStream(),
        LambdaContext.UNASKED);
  }
}
