package io.ocppgateway.lambdas.command;

import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.ocpp.topic.Undelivered;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A command that a gateway could not bring to an answer: what the rule on `+/undelivered` hands
/// over.
///
/// ```json
/// {"messageId":"…","reason":"TIMEOUT","chargePointId":"CP1"}
/// ```
///
/// @param notice which command, and why
public record UndeliveredCommand(ChargePointId chargePointId, Undelivered notice) {

  private static final Logger LOG = LoggerFactory.getLogger(UndeliveredCommand.class);
  private static final JsonMapper MAPPER = JsonMapper.shared();

  /// Reads an event.
  ///
  /// @throws IllegalArgumentException if it is no event of that rule
  public static UndeliveredCommand read(byte[] json) {
    JsonNode event = MAPPER.readTree(json);
    return new UndeliveredCommand(
        ChargePointId.ofThingName(event.path("chargePointId").asString(""))
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "the event's chargePointId '%s' is no charge point's; the rule must select `topic(1) AS chargePointId`"
                        .formatted(event.path("chargePointId").asString("")))),
        Undelivered.fromJson(json)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "the event is no notice of an undelivered command: it needs a messageId, and a reason that is one")));
  }

  /// Writes the line that the stack counts: `outcome` is `UNDELIVERED`, as it is `RESULT` or
  /// `ERROR` of commands that were answered.
  public void log() {
    LOG.atWarn()
        .addKeyValue("chargePointId", chargePointId.thingName())
        .addKeyValue("messageId", notice.messageId())
        .addKeyValue("outcome", "UNDELIVERED")
        .addKeyValue("reason", notice.reason())
        .log("command");
  }
}
