package io.ocppgateway.ocpp.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.ocpp.OcppVersion;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.ByteRange;
import net.jqwik.api.constraints.IntRange;

class HeaderScannerTest {

  private static final String ORDINARY =
      """
      [2, "19223201", "MeterValues", {"a": [1, -0, 0.5, -12.75, true, false, null, "", "\\"\\u00e4\\n"],
       "b": {}, "c": [], "": {"d": [[{"e": "f"}]]}}]
      """;

  @Example
  void ordinaryFramesAreReadAtAGlance() {
    assertThat(glance(ORDINARY))
        .isEqualTo(new FrameHeader.Call(new MessageId("19223201"), "MeterValues"));
    assertThat(glance("[3,\"1\",{}]"))
        .isEqualTo(new FrameHeader.Answer(new MessageId("1"), MessageType.CALL_RESULT));
  }

  @Example
  void whatIsOutOfTheOrdinaryIsLeftAlone() {
    assertThat(glance("")).isNull();
    assertThat(glance("[2,\"1\",\"A\",{}] x")).isNull();
    assertThat(glance("[2,\"1\",\"A\",{}]\u00e4")).isNull();
    assertThat(glance("[2,\"1\",\"A\",{},1]")).isNull();
    assertThat(glance("[2,\"1\",\"A\",null]")).isNull();
    assertThat(glance("[2,\"\",\"A\",{}]")).isNull();
    assertThat(glance("[2,\"\\u0031\",\"A\",{}]")).isNull();
    assertThat(glance("[2,\"1\",\"A\",{\"a\":\"\u00e4\"}]")).isNull();
    assertThat(glance("[2,\"1\",\"A\",{\"a\":\"\t\"}]")).isNull();
    assertThat(glance("[2,\"1\",\"A\",{\"a\":01}]")).isNull();
    assertThat(glance("[2,\"1\",\"A\",{\"a\":1.}]")).isNull();
    assertThat(glance("[2,\"1\",\"A\",{\"a\":1e3}]")).isNull();
    assertThat(glance("[2,\"1\",\"A\",{\"a\":+1}]")).isNull();
    assertThat(glance("[2,\"1\",\"A\",{\"a\":1,}]")).isNull();
    assertThat(glance("[2,\"1\",\"A\",{\"a\":" + "[".repeat(40) + "]".repeat(40) + "}]")).isNull();
    assertThat(glance("[23,\"1\",{}]")).isNull();
    assertThat(glance("[4,\"1\",\"GenericError\",\"\",{}]")).isNull();
  }

  @Example
  void onlyTheBytesOfTheFrameAreLookedAt() {
    byte[] text = "[3,\"1\",{}]garbage".getBytes(UTF_8);

    assertThat(FrameCodec.glance(text, text.length - "garbage".length())).isNotNull();
  }

  /// Almost ordinary frames come upon more of the scanner than any others do.
  @Property(tries = 5_000)
  void aGlanceSeesWhatReadingProperlyComesTo(
      @ForAll @IntRange(max = 10_000) int at,
      @ForAll @ByteRange(min = Byte.MIN_VALUE) byte mutation,
      @ForAll @IntRange(max = 10_000) int cut) {
    byte[] text = ORDINARY.getBytes(UTF_8);
    text[at % text.length] = mutation;
    byte[] mutated = cut % 4 == 0 ? Arrays.copyOf(text, cut % text.length) : text;

    FrameHeader glanced = FrameCodec.glance(mutated, mutated.length);

    if (glanced != null) {
      assertThat(FrameCodec.decodeHeader(new ByteArrayInputStream(mutated), OcppVersion.V1_6))
          .isEqualTo(new Decoded.Valid<>(glanced));
    }
  }

  private static FrameHeader glance(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return FrameCodec.glance(bytes, bytes.length);
  }
}
