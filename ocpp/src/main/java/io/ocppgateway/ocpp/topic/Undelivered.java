package io.ocppgateway.ocpp.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ocppgateway.ocpp.frame.MessageId;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What became of a command that was not brought to an answer, as published on `{id}/undelivered`:
/// `{"messageId":"…","reason":"TIMEOUT"}`.
///
/// @param messageId of the command; [MessageId#UNREADABLE] where what came had none
public record Undelivered(MessageId messageId, Reason reason) {

  /// Why there will be no answer.
  public enum Reason {
    /// The charge point did not answer in time. Whether it did what it was told is not known.
    TIMEOUT,
    /// Too many commands wait already; this one was not sent.
    QUEUE_FULL,
    /// The charge point's connection ended before the answer. Whether it did what it was told is
    /// not known if the command was on its way.
    DISCONNECTED,
    /// The publisher's message expiry passed while the command waited; it was not sent.
    EXPIRED,
    /// The charge point answered, and nobody can have the answer: it is no frame or too long, or
    /// the broker did not take it.
    REFUSED,
    /// What came is no frame, or its message id is that of another command still under way; it was
    /// not sent.
    INVALID
  }

  private static final JsonMapper JSON = JsonMapper.shared();

  /// The payload of the message, in UTF-8.
  public byte[] toJson() {
    return JSON.createObjectNode()
        .put("messageId", messageId.value())
        .put("reason", reason.name())
        .toString()
        .getBytes(UTF_8);
  }

  /// Reads a payload; empty if it is none.
  public static Optional<Undelivered> fromJson(byte[] json) {
    try {
      JsonNode notice = JSON.readTree(json);
      return MessageId.of(notice.path("messageId").asString(""))
          .map(id -> new Undelivered(id, Reason.valueOf(notice.path("reason").asString(""))));
    } catch (JacksonException | IllegalArgumentException _) {
      // No JSON, or a reason that is none.
      return Optional.empty();
    }
  }
}
