package io.ocppgateway.ocpp.frame;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ocppgateway.ocpp.OcppVersion;
import java.io.InputStream;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.ValueNode;

/// Reads and writes frames. Reading never throws: what is no frame is a [Decoded.Invalid].
///
/// Lenient where charge points are known to differ and nothing is lost by it: a payload of `null`
/// reads as `{}`, a CALLERROR may lack its description and details.
///
/// @see "OCPP-J 1.6 §4; OCPP 2.1 Part 4 §4"
public final class FrameCodec {

  /// How many arrays and objects may stand in each other. OCPP needs ten; what wraps a frame on its
  /// way needs some as well, and shares JSON libraries' limit of 500 with it.
  public static final int MAX_NESTING = 250;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_NESTING).build())
                  // OCPP is UTF-8; what looks like UTF-16 or UTF-32 is no frame.
                  .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
                  .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
                  .build())
          // Numbers pass through as they were written: 10.10 stays 10.10.
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .nodeFactory(new BoundedNumbers())
          // A payload is read from the middle of its frame.
          .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private FrameCodec() {}

  /// Reads a whole frame from UTF-8.
  public static Decoded<Frame> decode(byte[] text, OcppVersion version) {
    String characters;
    try {
      // The parser itself takes overlong forms and code points beyond the last for good.
      characters = UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
    } catch (CharacterCodingException e) {
      return new Decoded.Invalid<>(FrameFault.NOT_JSON, MessageId.UNREADABLE, "not UTF-8");
    }
    return new FrameReader(MAPPER.createParser(characters), version, FrameCodec::readTree).read();
  }

  /// Reads all of a frame but its payload, which is checked to be JSON and passed over.
  ///
  /// @param text in memory, and UTF-8 throughout, as WebSocket wants of a text message; a valid
  ///   frame is read to its end; not closed
  public static Decoded<FrameHeader> decodeHeader(InputStream text, OcppVersion version) {
    Decoded<Frame> decoded =
        new FrameReader(MAPPER.createParser(text), version, FrameReader.PAYLOAD_SKIPPED).read();
    return switch (decoded) {
      case Decoded.Valid<Frame>(Frame frame) -> new Decoded.Valid<>(header(frame));
      case Decoded.Invalid<Frame>(FrameFault fault, MessageId id, String detail) ->
          new Decoded.Invalid<>(fault, id, detail);
    };
  }

  /// Reads all of an ordinary frame but its payload, without the parser.
  ///
  /// @param length how many of the bytes are the frame
  /// @return what [#decodeHeader] would say, or null if it has to be asked: for whatever is no
  ///   frame, and for frames that are not plain ASCII, nested deeply or of the rarer types
  public static @Nullable FrameHeader glance(byte[] text, int length) {
    return HeaderScanner.scan(text, length);
  }

  /// Writes a frame as UTF-8. Half of a surrogate pair, which JSON can escape and UTF-8 cannot
  /// hold, is written as `?`.
  public static byte[] encode(Frame frame) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = MAPPER.createGenerator(text)) {
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
    // Jackson's own UTF-8 generator would throw at half of a surrogate pair.
    return text.toString().getBytes(UTF_8);
  }

  private static ObjectNode readTree(JsonParser json) {
    // The parser stands at the start of an object.
    return (ObjectNode) MAPPER.readTree(json);
  }

  /// Refuses numbers like `1E999999999`: twelve bytes that become gigabytes in the first sum.
  private static final class BoundedNumbers extends JsonNodeFactory {

    /// Twice what a double can tell apart.
    private static final int MAX_SCALE = 700;

    @Override
    public ValueNode numberNode(@Nullable BigDecimal number) {
      if (number != null && Math.abs(number.scale()) > MAX_SCALE) {
        throw new StreamConstraintsException(
            "a number has an exponent beyond the %d allowed".formatted(MAX_SCALE));
      }
      return super.numberNode(number);
    }
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
