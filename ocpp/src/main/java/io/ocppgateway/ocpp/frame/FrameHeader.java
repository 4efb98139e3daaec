package io.ocppgateway.ocpp.frame;

/// What a relay needs to know of a frame: all but its payload.
public sealed interface FrameHeader {

  /// The id of the frame.
  MessageId id();

  /// A CALL: an answer with the same id is owed.
  record Call(MessageId id, String action) implements FrameHeader {}

  /// A CALLRESULT, CALLERROR or CALLRESULTERROR.
  record Answer(MessageId id, MessageType type) implements FrameHeader {}

  /// A SEND: nobody answers it.
  record Send(MessageId id, String action) implements FrameHeader {}
}
