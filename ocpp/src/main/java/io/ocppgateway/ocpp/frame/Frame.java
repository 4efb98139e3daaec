package io.ocppgateway.ocpp.frame;

import io.ocppgateway.ocpp.OcppVersion;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// One OCPP-J message: a JSON array whose first element is its [MessageType].
///
/// The payload nodes are mutable and belong to the frame: whoever wants to change one copies it.
///
/// @see "OCPP-J 1.6 §4.2; OCPP 2.1 Part 4 §4.2"
public sealed interface Frame {

  /// The id of the CALL or SEND, or of the one that is answered.
  MessageId id();

  /// The number that begins the frame.
  MessageType type();

  /// A description of at most 255 characters, no surrogate pair cut in half.
  private static String cut(String description) {
    int max = 255;
    if (description.length() <= max) {
      return description;
    }
    boolean splitsPair = Character.isHighSurrogate(description.charAt(max - 1));
    return description.substring(0, splitsPair ? max - 1 : max);
  }

  /// A request: `[2, id, action, payload]`.
  ///
  /// @param action the message's name without `Request`, case-sensitive
  /// @param payload empty if the sender gave `null`
  record Call(MessageId id, String action, ObjectNode payload) implements Frame {
    @Override
    public MessageType type() {
      return MessageType.CALL;
    }
  }

  /// The result of a CALL: `[3, id, payload]`.
  ///
  /// @param payload empty if the sender gave `null`
  record CallResult(MessageId id, ObjectNode payload) implements Frame {
    @Override
    public MessageType type() {
      return MessageType.CALL_RESULT;
    }
  }

  /// The error that a CALL ended in: `[4, id, errorCode, description, details]`.
  ///
  /// @param errorCode as it stands on the wire: one of [ErrorCode]'s spellings, or the peer's own
  /// @param description at most 255 characters, may be empty
  record CallError(MessageId id, String errorCode, String description, ObjectNode details)
      implements Frame {

    /// Cuts a description that is longer than OCPP 2.x allows.
    public CallError {
      description = cut(description);
    }

    /// An error of ours, in the spelling of a version, without details.
    public static CallError of(
        MessageId id, ErrorCode code, OcppVersion version, String description) {
      return new CallError(
          id, code.in(version), description, JsonNodeFactory.instance.objectNode());
    }

    @Override
    public MessageType type() {
      return MessageType.CALL_ERROR;
    }
  }

  /// OCPP 2.1: a CALLRESULT could not be understood: `[5, id, errorCode, description, details]`.
  ///
  /// @param id the id of the faulty CALLRESULT
  /// @param description at most 255 characters, may be empty
  record CallResultError(MessageId id, String errorCode, String description, ObjectNode details)
      implements Frame {

    /// Cuts a description that is longer than OCPP allows.
    public CallResultError {
      description = cut(description);
    }

    @Override
    public MessageType type() {
      return MessageType.CALL_RESULT_ERROR;
    }
  }

  /// OCPP 2.1: a message that nobody answers: `[6, id, action, payload]`.
  record Send(MessageId id, String action, ObjectNode payload) implements Frame {
    @Override
    public MessageType type() {
      return MessageType.SEND;
    }
  }
}
