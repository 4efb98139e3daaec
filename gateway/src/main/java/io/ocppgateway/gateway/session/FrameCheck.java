package io.ocppgateway.gateway.session;

import io.netty.buffer.ByteBuf;
import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.ocpp.frame.Decoded;
import io.ocppgateway.ocpp.frame.FrameFault;
import io.ocppgateway.ocpp.frame.FrameHeader;
import io.ocppgateway.ocpp.frame.MessageId;
import io.ocppgateway.ocpp.frame.MessageType;
import org.jspecify.annotations.Nullable;

/// Says whether a text from a charge point is a frame that the broker takes.
final class FrameCheck {

  private FrameCheck() {}

  /// Reads the header and leaves the text as it was.
  ///
  /// @param maxBytes the longest frame that the broker takes
  /// @param strictIds whether a CALL or SEND has an id that is as short as OCPP wants it
  /// @return null if the text is not UTF-8
  static @Nullable Decoded<FrameHeader> check(
      ByteBuf text, OcppVersion version, int maxBytes, boolean strictIds) {
    return switch (HeaderReader.read(text, version)) {
      case null -> null;
      case Decoded.Valid<FrameHeader> valid when text.readableBytes() > maxBytes ->
          tooLarge(valid.value(), text.readableBytes(), maxBytes);
      case Decoded.Valid<FrameHeader> valid when strictIds && !valid.value().id().isStandard() ->
          idTooLong(valid);
      case Decoded.Valid<FrameHeader> valid -> valid;
      case Decoded.Invalid<FrameHeader> invalid -> invalid;
    };
  }

  private static Decoded<FrameHeader> idTooLong(Decoded.Valid<FrameHeader> valid) {
    String detail = "the message id has more than 36 characters";
    return switch (valid.value()) {
      case FrameHeader.Call call ->
          new Decoded.Invalid<>(FrameFault.BAD_MESSAGE_ID, call.id(), detail);
      case FrameHeader.Send send ->
          new Decoded.Invalid<>(FrameFault.MALFORMED_SEND, send.id(), detail);
      // Whose id is that of the CALL.
      case FrameHeader.Answer _ -> valid;
    };
  }

  private static Decoded<FrameHeader> tooLarge(FrameHeader header, int bytes, int maxBytes) {
    FrameFault fault =
        switch (header) {
          case FrameHeader.Call _ -> FrameFault.CALL_TOO_LARGE;
          case FrameHeader.Answer(MessageId _, MessageType type) ->
              switch (type) {
                case CALL_RESULT -> FrameFault.CALL_RESULT_TOO_LARGE;
                case CALL_RESULT_ERROR -> FrameFault.CALL_RESULT_ERROR_TOO_LARGE;
                case CALL_ERROR, CALL, SEND -> FrameFault.CALL_ERROR_TOO_LARGE;
              };
          case FrameHeader.Send _ -> FrameFault.SEND_TOO_LARGE;
        };
    return new Decoded.Invalid<>(
        fault, header.id(), "the frame has %d bytes; allowed are %d".formatted(bytes, maxBytes));
  }
}
