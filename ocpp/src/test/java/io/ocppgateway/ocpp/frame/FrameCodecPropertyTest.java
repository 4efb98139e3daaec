package io.ocppgateway.ocpp.frame;

import static io.ocppgateway.ocpp.OcppVersion.V2_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.ocpp.OcppVersion;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.arbitraries.StringArbitrary;
import net.jqwik.api.constraints.ByteRange;
import net.jqwik.api.constraints.IntRange;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The laws of the codec, for any frame and for any bytes.
class FrameCodecPropertyTest {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  @Property
  void whatIsWrittenReadsTheSame(@ForAll("frames") Frame frame) {
    byte[] text = FrameCodec.encode(frame);

    assertThat(FrameCodec.decode(text, V2_1)).isEqualTo(new Decoded.Valid<>(frame));
  }

  @Property
  void headerAgreesWithTheFrame(@ForAll("frames") Frame frame) {
    byte[] text = FrameCodec.encode(frame);

    assertThat(FrameCodec.decodeHeader(new ByteArrayInputStream(text), V2_1))
        .isInstanceOfSatisfying(
            Decoded.Valid.class,
            valid -> assertThat(((FrameHeader) valid.value()).id()).isEqualTo(frame.id()));
  }

  @Property
  void anyBytesReadWithoutAThrow(@ForAll byte[] text, @ForAll OcppVersion version) {
    readsWithoutAThrow(text, version);
  }

  /// JSON's own characters come upon more of the reader than bytes do.
  @Property
  void anyTextOfJsonCharactersReadsWithoutAThrow(
      @ForAll("jsonLikeTexts") String text, @ForAll OcppVersion version) {
    readsWithoutAThrow(text.getBytes(UTF_8), version);
  }

  @Property
  void mutatedFrameReadsWithoutAThrow(
      @ForAll("frames") Frame frame,
      @ForAll @IntRange(max = 10_000) int at,
      @ForAll @ByteRange(min = Byte.MIN_VALUE) byte mutation,
      @ForAll OcppVersion version) {
    byte[] text = FrameCodec.encode(frame);
    text[at % text.length] = mutation;

    readsWithoutAThrow(text, version);
  }

  @Property
  void frameThatBreaksOffIsNone(
      @ForAll("frames") Frame frame, @ForAll @IntRange(max = 10_000) int at) {
    byte[] text = FrameCodec.encode(frame);
    byte[] cut = Arrays.copyOf(text, at % text.length);

    assertThat(FrameCodec.decode(cut, V2_1)).isInstanceOf(Decoded.Invalid.class);
    readsWithoutAThrow(cut, V2_1);
  }

  @Property
  void payloadOfNullReadsAsEmpty(@ForAll("ids") MessageId id, @ForAll("texts") String action) {
    Frame expected = new Frame.Call(id, action, JSON.objectNode());
    String empty = new String(FrameCodec.encode(expected), UTF_8);
    String withNull = empty.substring(0, empty.length() - "{}]".length()) + "null]";

    for (OcppVersion version : OcppVersion.values()) {
      assertThat(FrameCodec.decode(withNull.getBytes(UTF_8), version))
          .isEqualTo(new Decoded.Valid<>(expected));
    }
  }

  /// Reads both ways, and writes what comes of it, an answer to a bad frame included.
  private static void readsWithoutAThrow(byte[] text, OcppVersion version) {
    switch (FrameCodec.decode(text, version)) {
      case Decoded.Valid<Frame>(Frame frame) ->
          assertThat(FrameCodec.decode(FrameCodec.encode(frame), version))
              .isInstanceOf(Decoded.Valid.class);
      case Decoded.Invalid<Frame> invalid ->
          invalid
              .answer(version)
              .ifPresent(answer ->
                  assertThat(FrameCodec.decode(FrameCodec.encode(answer), version))
                      .isEqualTo(new Decoded.Valid<>(answer)));
    }
    Decoded<FrameHeader> header = FrameCodec.decodeHeader(new ByteArrayInputStream(text), version);
    assertThat(header).isNotNull();
    // What is seen at a glance is what reading properly comes to.
    FrameHeader glanced = FrameCodec.glance(text, text.length);
    if (glanced != null) {
      assertThat(header).isEqualTo(new Decoded.Valid<>(glanced));
    }
  }

  @Provide
  Arbitrary<Frame> frames() {
    return Arbitraries.oneOf(
        Combinators.combine(ids(), texts(), payloads()).as(Frame.Call::new),
        Combinators.combine(ids(), texts(), payloads()).as(Frame.Send::new),
        Combinators.combine(ids(), payloads()).as(Frame.CallResult::new),
        Combinators.combine(ids(), texts(), texts(), payloads()).as(Frame.CallError::new),
        Combinators.combine(ids(), texts(), texts(), payloads()).as(Frame.CallResultError::new));
  }

  @Provide
  Arbitrary<MessageId> ids() {
    return characters().ofMinLength(1).ofMaxLength(MessageId.MAX_LENGTH).map(MessageId::new);
  }

  @Provide
  Arbitrary<String> texts() {
    return characters().ofMaxLength(40);
  }

  @Provide
  Arbitrary<String> jsonLikeTexts() {
    return Arbitraries.of(
            "[",
            "]",
            "{",
            "}",
            ",",
            ":",
            "\"",
            "\\",
            "\\ud800",
            "null",
            "2",
            "3",
            "4",
            "5",
            "6",
            "-",
            "1e99999",
            "\"1\"",
            "[2,\"1\",\"A\",",
            "[3,\"1\",",
            "[4,\"1\",\"E\",",
            "{\"a\":")
        .list()
        .ofMaxSize(12)
        .map(parts -> String.join("", parts));
  }

  /// Any character of the basic plane but halves of pairs.
  private static StringArbitrary characters() {
    return Arbitraries.strings()
        .withCharRange('\u0000', '\u007f')
        .withCharRange('\u0080', '\ud7ff')
        .withCharRange('\ue000', '\ufffe');
  }

  private Arbitrary<ObjectNode> payloads() {
    return values(3)
        .list()
        .ofMaxSize(4)
        .flatMap(values ->
            texts()
                .list()
                .ofSize(values.size())
                .map(names -> {
                  ObjectNode payload = JSON.objectNode();
                  for (int i = 0; i < names.size(); i++) {
                    payload.set(names.get(i), values.get(i));
                  }
                  return payload;
                }));
  }

  private Arbitrary<JsonNode> values(int depth) {
    Arbitrary<JsonNode> leaf =
        Arbitraries.oneOf(
            texts().map(JSON::stringNode),
            Arbitraries.integers().map(JSON::numberNode),
            Arbitraries.bigDecimals().map(JSON::numberNode),
            Arbitraries.of(true, false).map(JSON::booleanNode),
            Arbitraries.just(JSON.nullNode()));
    if (depth == 0) {
      return leaf;
    }
    Arbitrary<JsonNode> array =
        Arbitraries.lazy(() -> values(depth - 1))
            .list()
            .ofMaxSize(3)
            .map(elements -> JSON.arrayNode().addAll(elements));
    return Arbitraries.frequencyOf(Tuple.of(4, leaf), Tuple.of(1, array));
  }
}
