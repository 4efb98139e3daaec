package io.ocppgateway.lambdas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ocppgateway.lambdas.StubAws.Request;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// The function as Lambda runs it, down to the requests that reach AWS.
class FrameHandlerIT {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String PUT_ITEM = "DynamoDB_20120810.PutItem";
  private static final String DELETE_ITEM = "DynamoDB_20120810.DeleteItem";
  private static final String STILL_OURS = "#owner = :owner AND attribute_not_exists(answer)";
  private static final String PUBLISH = "POST /topics/CP1%2Fout?qos=0";
  private static final String GET_SHADOW = "GET /things/CP1/shadow";
  private static final String UPDATE_SHADOW = "POST /things/CP1/shadow";
  private static final String UPDATE_CONNECTORS = "POST /things/CP1/shadow?name=connectors";

  private static final String BOOT =
      """
      [2,"1","BootNotification",{"chargePointVendor":"AWS","chargePointModel":"M1"}]\
      """;
  private static final String STATUS =
      """
      [2,"1","StatusNotification",{"connectorId":1,"errorCode":"NoError","status":"Charging"}]\
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
  void bootClaimsReadsReportsKeepsAndPublishes() {
    aws.reply(
        GET_SHADOW,
        200,
        """
        {"state":{"reported":{"iccid":"8931","chargePointModel":"M0"}},"version":7}\
        """);

    handle(new FrameHandler(aws.environment()), BOOT);

    assertThat(aws.requests())
        .extracting(Request::what)
        .containsExactly(PUT_ITEM, GET_SHADOW, UPDATE_SHADOW, PUT_ITEM, PUBLISH);
    assertThat(body(2).at("/state/reported"))
        .isEqualTo(
            JSON.readTree(
                """
                {"chargePointVendor":"AWS","chargePointModel":"M1","iccid":null}\
                """));
    assertThat(body(4).at("/2/status").asString()).isEqualTo("Accepted");
    assertThat(body(4).at("/2/interval").asInt()).isEqualTo(300);
  }

  @Test
  void claimIsConditionalAndExpires() {
    aws.reply(GET_SHADOW, 404, "{\"message\":\"No shadow exists with name: 'CP1'\"}");

    handle(new FrameHandler(aws.environment()), BOOT);

    JsonNode claim = body(0);
    JsonNode answer = body(3);
    assertThat(claim.at("/TableName").asString()).isEqualTo("Processed");
    assertThat(claim.at("/ConditionExpression").asString())
        .isEqualTo("attribute_not_exists(messageKey) OR expiresAt <= :now");
    assertThat(claim.at("/Item/messageKey/S").asString()).startsWith("CP1#1#");
    long now = Long.parseLong(claim.at("/ExpressionAttributeValues/:now/N").asString());
    assertThat(Long.parseLong(claim.at("/Item/expiresAt/N").asString())).isEqualTo(now + 30);
    assertThat(Long.parseLong(answer.at("/Item/expiresAt/N").asString()))
        .isBetween(now + 120, Instant.now().getEpochSecond() + 120);
    assertThat(answer.at("/Item/answer/S").asString()).startsWith("[3,\"1\",");
    assertThat(answer.at("/ConditionExpression").asString()).isEqualTo(STILL_OURS);
    assertThat(answer.at("/ExpressionAttributeValues/:owner"))
        .isEqualTo(claim.at("/Item/owner"))
        .isNotEqualTo(MissingNode.getInstance());
  }

  @Test
  void claimWhoseFirstWriteGotThroughIsOurs() {
    aws.reply(
        PUT_ITEM,
        request ->
            new StubAws.Reply(
                400,
                """
                {"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException",
                 "Item":%s}\
                """
                    .formatted(JSON.readTree(request.body()).at("/Item"))));

    handle(new FrameHandler(aws.environment()), STATUS);

    assertThat(aws.requests().getLast().what()).isEqualTo(PUBLISH);
  }

  @Test
  void lapsedClaimLeavesTheOthersAnswer() {
    aws.reply(UPDATE_CONNECTORS, 403, "{\"__type\":\"ForbiddenException\",\"message\":\"no\"}");
    aws.reply(
        DELETE_ITEM,
        400,
        """
        {"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException"}\
        """);
    FrameHandler handler = new FrameHandler(aws.environment());

    assertThatThrownBy(() -> handle(handler, STATUS)).hasNoSuppressedExceptions();

    JsonNode release = body(2);
    assertThat(release.at("/ConditionExpression").asString()).isEqualTo(STILL_OURS);
    assertThat(release.at("/ExpressionAttributeValues/:owner"))
        .isEqualTo(body(0).at("/Item/owner"));
  }

  @Test
  void storedAnswerIsPublishedAgain() {
    aws.reply(
        PUT_ITEM,
        400,
        """
        {"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException",
         "message":"The conditional request failed",
         "Item":{"messageKey":{"S":"k"},"answer":{"S":"[3,\\"1\\",{\\"stored\\":true}]"}}}\
        """);

    handle(new FrameHandler(aws.environment()), BOOT);

    assertThat(aws.requests()).extracting(Request::what).containsExactly(PUT_ITEM, PUBLISH);
    assertThat(aws.requests().getLast().body()).isEqualTo("[3,\"1\",{\"stored\":true}]");
  }

  @Test
  void duplicateInProgressPublishesNothing() {
    aws.reply(
        PUT_ITEM,
        400,
        """
        {"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException",
         "Item":{"messageKey":{"S":"k"}}}\
        """);

    handle(new FrameHandler(aws.environment()), BOOT);

    assertThat(aws.requests()).extracting(Request::what).containsExactly(PUT_ITEM);
  }

  @Test
  void heartbeatCostsOneRequest() {
    handle(new FrameHandler(aws.environment()), "[2,\"1\",\"Heartbeat\",{}]");

    assertThat(aws.requests()).extracting(Request::what).containsExactly(PUBLISH);
  }

  @Test
  void statusIsReportedInTheNamedShadow() {
    handle(new FrameHandler(aws.environment()), STATUS);

    assertThat(aws.requests())
        .extracting(Request::what)
        .containsExactly(PUT_ITEM, UPDATE_CONNECTORS, PUT_ITEM, PUBLISH);
    assertThat(body(1).at("/state/reported/1/status").asString()).isEqualTo("Charging");
  }

  @Test
  void documentThatTheShadowRefusesDoesNotFailTheCall() {
    aws.reply(UPDATE_CONNECTORS, 413, "{\"message\":\"The payload exceeds the maximum size\"}");
    aws.reply(
        UPDATE_CONNECTORS,
        400,
        "{\"__type\":\"InvalidRequestException\",\"message\":\"JSON contains too many levels\"}");

    handle(new FrameHandler(aws.environment()), STATUS);

    assertThat(aws.requests().getLast().body()).isEqualTo("[3,\"1\",{}]");
  }

  @Test
  void failureIsToldGivenUpAndThrown() {
    aws.reply(
        UPDATE_CONNECTORS, 403, "{\"__type\":\"ForbiddenException\",\"message\":\"not allowed\"}");
    FrameHandler handler = new FrameHandler(aws.environment());

    assertThatThrownBy(() -> handle(handler, STATUS)).hasMessageContaining("not allowed");

    assertThat(aws.requests())
        .extracting(Request::what)
        .containsExactly(PUT_ITEM, UPDATE_CONNECTORS, DELETE_ITEM, PUBLISH);
    assertThat(aws.requests().getLast().body()).startsWith("[4,\"1\",\"InternalError\",");
  }

  @Test
  void nothingIsAskedOfAwsUntilTheSnapshot() {
    FrameHandler handler = new FrameHandler(aws.environment());
    List<Request> afterConstruction = aws.requests();

    handler.beforeCheckpoint(null);

    assertThat(afterConstruction).isEmpty();
    assertThat(aws.requests())
        .extracting(Request::what)
        .containsExactly("GET /things/-/shadow", DELETE_ITEM);
  }

  @Test
  void snapshotSucceedsWithoutAws() {
    FrameHandler handler = new FrameHandler(aws.environment());
    aws.reply("GET /things/-/shadow", 403, "{\"__type\":\"ForbiddenException\"}");

    assertThatCode(() -> handler.beforeCheckpoint(null)).doesNotThrowAnyException();
  }

  @Test
  void missingRegionIsNamed() {
    assertThatThrownBy(() -> new FrameHandler(Map.of("PROCESSED_MESSAGES_TABLE", "T")))
        .hasMessageContaining("AWS_REGION is not set");
  }

  private JsonNode body(int request) {
    return JSON.readTree(aws.requests().get(request).body());
  }

  private static void handle(FrameHandler handler, String frame) {
    String event =
        """
        {"message":%s,"chargePointId":"CP1","ocpp":["ocpp1.6"],"receivedAt":1700000000000}\
        """
            .formatted(frame);
    handler.handleRequest(
        new ByteArrayInputStream(event.getBytes(UTF_8)),
        OutputStream.nullOutputStream(),
        LambdaContext.UNASKED);
  }
}
