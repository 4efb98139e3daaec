package io.ocppgateway.ocpp.frame;

import io.ocppgateway.ocpp.OcppVersion;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Reads and writes frames. Reading never throws: what is no frame is a [Decoded.Invalid].
///
/// Lenient where charge points are known to differ and nothing is lost by it: a payload of `null`
/// reads as `{}`, a CALLERROR may lack its description and details.
///
/// @see "OCPP-J 1.6 §4; OCPP 2.1 Part 4 §4"
public final class FrameCodec {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          // Numbers pass through as they were written: 10.10 stays 10.10.
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private FrameCodec() {}

  /// Reads a whole frame from UTF-8.
  public static Decoded<Frame> decode(byte[] text, OcppVersion version) {
    return new FrameReader(MAPPER.createParser(text), version, FrameCodec::readTree)
        .read();
  }

  /// Reads all of a frame but its payload, which is checked to be JSON and passed over.
  ///
  /// @param text UTF-8; read to its end, not closed
  public static Decoded<FrameHeader> decodeHeader(InputStream text, OcppVersion version) {
    Decoded<Frame> decoded =
        new FrameReader(MAPPER.createParser(text), version, FrameReader.PAYLOAD_SKIPPED).read();
    return switch (decoded) {
      case Decoded.Valid<Frame>(Frame frame) -> new Decoded.Valid<>(header(frame));
      case Decoded.Invalid<Frame>(FrameFault fault, MessageId id, String detail) ->
          new Decoded.Invalid<>(fault, id, detail);
    };
  }

  /// Writes a frame as UTF-8.
  public static byte[] encode(Frame frame) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = MAPPER.createGenerator(bytes)) {
      json.writeStartArray();
      json.writeNumber(frame.type().number());
      json.writeString(frame.id().value());
      switch (frame) {
        case Frame.Call call -> {
          json.writeString(call.action());
          json.writeTree(call.payload());
        }
        case Frame.Send send -> {
          json.writeString(send.action());
          json.writeTree(send.payload());
        }
        case Frame.CallResult result -> json.writeTree(result.payload());
        case Frame.CallError error -> {
          json.writeString(error.errorCode());
          json.writeString(error.description());
          json.writeTree(error.details());
        }
        case Frame.CallResultError error -> {
          json.writeString(error.errorCode());
          json.writeString(error.description());
          json.writeTree(error.details());
        }
      }
      json.writeEndArray();
    }
    return bytes.toByteArray();
  }

  private static ObjectNode readTree(JsonParser json) {
    // The parser stands at the start of an object.
    return (ObjectNode) MAPPER.readTree(json);
  }

  private static FrameHeader header(Frame frame) {
    return switch (frame) {
      case Frame.Call call -> new FrameHeader.Call(call.id(), call.action());
      case Frame.Send send -> new FrameHeader.Send(send.id(), send.action());
      case Frame.CallResult result -> new FrameHeader.Answer(result.id(), result.type());
      case Frame.CallError error -> new FrameHeader.Answer(error.id(), error.type());
      case Frame.CallResultError error -> new FrameHeader.Answer(error.id(), error.type());
    };
  }
}
