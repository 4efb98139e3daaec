package io.ocppgateway.lambdas.routing;

import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.ocpp.OcppVersion;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/// What the rule on `+/in` hands over: one frame, and what came with it.
///
/// ```json
/// {"message":[2,"1","Heartbeat",{}],"chargePointId":"CP1","ocpp":["ocpp1.6"],
///  "receivedAt":1700000000000,"traceId":"…"}
/// ```
///
/// @param message the frame; whether it is one is still to be seen
/// @param subprotocols the values of the user property `ocpp`
/// @param receivedAt when the message passed the rule
/// @param traceId of the message in AWS IoT Core's own logs, empty if the rule gave none
public record FrameEvent(
    JsonNode message,
    ChargePointId chargePointId,
    List<String> subprotocols,
    Instant receivedAt,
    String traceId) {

  private static final int CALL = 2;
  private static final int CALL_RESULT = 3;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          // Numbers pass through as they were written: 10.10 stays 10.10.
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  public FrameEvent {
    subprotocols = List.copyOf(subprotocols);
  }

  /// Reads an event.
  ///
  /// @param clock gives the time of receipt where the rule gave none
  /// @throws IllegalArgumentException if it is no event of that rule
  public static FrameEvent read(InputStream json, Clock clock) {
    JsonNode event = MAPPER.readTree(json);
    if (!event.has("message")) {
      throw new IllegalArgumentException(
          "the event has no 'message'; the rule must select `* AS message`");
    }
    String thingName = event.path("chargePointId").asString("");
    return new FrameEvent(
        event.path("message"),
        ChargePointId.ofThingName(thingName)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "the event's chargePointId '%s' is no charge point's; the rule must select `topic(1) AS chargePointId`"
                        .formatted(thingName))),
        texts(event.path("ocpp")),
        event.path("receivedAt").isNumber()
            ? Instant.ofEpochMilli(event.path("receivedAt").asLong())
            : clock.instant(),
        event.path("traceId").asString(""));
  }

  /// The version that was negotiated, empty where the property is missing or names none: then the
  /// frame did not come through the gateway.
  public Optional<OcppVersion> version() {
    return subprotocols.stream()
        .flatMap(name -> OcppVersion.ofSubprotocol(name).stream())
        .findFirst();
  }

  /// The frame that answers the CALL with a result, for functions of one's own.
  ///
  /// @param payload of the answer, a JSON object
  /// @throws IllegalArgumentException if the frame is no CALL
  public byte[] result(String payload) {
    if (message.path(0).asInt(0) != CALL || !message.path(1).isString()) {
      throw new IllegalArgumentException("only a CALL is answered, message type 2; this is none");
    }
    ArrayNode answer = MAPPER.createArrayNode().add(CALL_RESULT);
    return MAPPER.writeValueAsBytes(answer.add(message.path(1)).add(MAPPER.readTree(payload)));
  }

  /// The frame's bytes.
  byte[] frame() {
    return MAPPER.writeValueAsBytes(message);
  }

  private static List<String> texts(JsonNode values) {
    Stream<JsonNode> each = values.isArray() ? values.valueStream() : Stream.of(values);
    return each.filter(JsonNode::isString).map(JsonNode::asString).toList();
  }
}
