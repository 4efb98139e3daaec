package io.ocppgateway.ocpp.frame;

import io.ocppgateway.ocpp.OcppVersion;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;

/// What reading a text as a frame came to. A bad frame is the peer's mistake and so a value.
///
/// @param <T> what was asked for: [Frame] or [FrameHeader]
public sealed interface Decoded<T> {

  /// The text is a frame.
  record Valid<T>(T value) implements Decoded<T> {}

  /// The text is no frame.
  ///
  /// @param id the id as far as it could be read, else [MessageId#UNREADABLE]
  /// @param detail what is wrong, for the peer's and our own people; holds nothing of a payload
  record Invalid<T>(FrameFault fault, MessageId id, String detail) implements Decoded<T> {

    /// The frame that tells the peer, empty where the version wants silence.
    public Optional<Frame> answer(OcppVersion version) {
      return fault.answeredWith(version).map(code -> answer(code, version));
    }

    private Frame answer(ErrorCode code, OcppVersion version) {
      return fault.isOfResult()
          ? new Frame.CallResultError(
              id, code.in(version), detail, JsonNodeFactory.instance.objectNode())
          : Frame.CallError.of(id, code, version, detail);
    }
  }
}
