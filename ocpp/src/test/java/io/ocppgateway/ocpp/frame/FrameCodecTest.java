package io.ocppgateway.ocpp.frame;

import static io.ocppgateway.ocpp.OcppVersion.V1_6;
import static io.ocppgateway.ocpp.OcppVersion.V2_0_1;
import static io.ocppgateway.ocpp.OcppVersion.V2_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.ocpp.OcppVersion;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class FrameCodecTest {

  @Test
  void eachTypeIsWrittenAsItsArray() {
    MessageId id = new MessageId("7");
    ObjectNode payload = JsonNodeFactory.instance.objectNode().put("a", 1);

    assertThat(written(new Frame.Call(id, "Heartbeat", payload)))
        .isEqualTo("[2,\"7\",\"Heartbeat\",{\"a\":1}]");
    assertThat(written(new Frame.CallResult(id, payload))).isEqualTo("[3,\"7\",{\"a\":1}]");
    assertThat(written(Frame.CallError.of(id, ErrorCode.FORMAT_VIOLATION, V1_6, "no")))
        .isEqualTo("[4,\"7\",\"FormationViolation\",\"no\",{}]");
    assertThat(written(new Frame.CallResultError(id, "GenericError", "", payload)))
        .isEqualTo("[5,\"7\",\"GenericError\",\"\",{\"a\":1}]");
    assertThat(written(new Frame.Send(id, "NotifyPeriodicEventStream", payload)))
        .isEqualTo("[6,\"7\",\"NotifyPeriodicEventStream\",{\"a\":1}]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[2,\"1\",\"Heartbeat\",{\"n\":10.10,\"big\":123456789012345678901234567890}]",
        "[2,\"1\",\"Heartbeat\",{\"a\":{\"b\":[1,{\"c\":null}]},\"ü\":\"\\u0001🚗\"}]",
        "[3,\"1\",{}]",
        "[4,\"1\",\"NotImplemented\",\"\",{}]"
      })
  void frameIsWrittenAsItWasRead(String text) {
    for (OcppVersion version : OcppVersion.values()) {
      assertThat(written(frame(text, version))).isEqualTo(text);
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`[2,\"1\",\"Heartbeat\",null]`, `[2,\"1\",\"Heartbeat\",{}]`",
        "`[3,\"1\",null]`, `[3,\"1\",{}]`",
        "`[4,\"1\",\"GenericError\"]`, `[4,\"1\",\"GenericError\",\"\",{}]`",
        "`[4,\"1\",\"GenericError\",\"why\"]`, `[4,\"1\",\"GenericError\",\"why\",{}]`",
        "`[4,\"1\",\"GenericError\",null,null]`, `[4,\"1\",\"GenericError\",\"\",{}]`",
        "` [ 2 ,\n\"1\" , \"A\",\t{ } ] `, `[2,\"1\",\"A\",{}]`",
      })
  void whatIsLeftOutReadsAsEmpty(String text, String canonical) {
    for (OcppVersion version : OcppVersion.values()) {
      assertThat(written(frame(text, version))).isEqualTo(canonical);
    }
  }

  @Test
  void typesOf21ExistIn21Only() {
    String error = "[5,\"1\",\"GenericError\",\"\",{}]";
    String send = "[6,\"1\",\"NotifyPeriodicEventStream\",{}]";

    assertThat(frame(error, V2_1)).isInstanceOf(Frame.CallResultError.class);
    assertThat(frame(send, V2_1)).isInstanceOf(Frame.Send.class);
    for (OcppVersion version : new OcppVersion[] {V1_6, V2_0_1}) {
      assertThat(fault(error, version)).isEqualTo(FrameFault.UNKNOWN_MESSAGE_TYPE);
      assertThat(fault(send, version)).isEqualTo(FrameFault.UNKNOWN_MESSAGE_TYPE);
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      textBlock =
          """
          ``,                              NOT_JSON,             -1
          `  `,                            NOT_JSON,             -1
          `{`,                             NOT_AN_ARRAY,         -1
          `hello`,                         NOT_JSON,             -1
          `[`,                             NOT_JSON,             -1
          `[2`,                            NOT_JSON,             -1
          `[2,"1"`,                        NOT_JSON,             1
          `[2,"1","A",{"a":`,              NOT_JSON,             1
          `[2,"1","A",{"a":NaN}]`,         NOT_JSON,             1
          `[2,"1","A",{"a":[,1]}]`,        NOT_JSON,             1
          `[2,"1","A",{"a":1e99999999999}]`, NOT_JSON,           1
          `[2,"1","A",{"a":1e999999999}]`, NOT_JSON,             1
          `[2,"1","A",{}]x`,               NOT_JSON,             1
          `[2,"1","A",{}][]`,              NOT_JSON,             1
          `{}`,                            NOT_AN_ARRAY,         -1
          `null`,                          NOT_AN_ARRAY,         -1
          `"[2]"`,                         NOT_AN_ARRAY,         -1
          `[]`,                            NO_MESSAGE_TYPE,      -1
          `[[2]]`,                         NO_MESSAGE_TYPE,      -1
          `["2","1","A",{}]`,              NO_MESSAGE_TYPE,      -1
          `[2.0,"1","A",{}]`,              NO_MESSAGE_TYPE,      -1
          `[null]`,                        NO_MESSAGE_TYPE,      -1
          `[1,"1","A",{}]`,                UNKNOWN_MESSAGE_TYPE, 1
          `[-2,"1","A",{}]`,               UNKNOWN_MESSAGE_TYPE, 1
          `[22,"1"]`,                      UNKNOWN_MESSAGE_TYPE, 1
          `[99999999999999999999]`,        UNKNOWN_MESSAGE_TYPE, -1
          `[7,{}]`,                        UNKNOWN_MESSAGE_TYPE, -1
          `[2]`,                           BAD_MESSAGE_ID,       -1
          `[2,"","A",{}]`,                 BAD_MESSAGE_ID,       -1
          `[2,1,"A",{}]`,                  BAD_MESSAGE_ID,       -1
          `[2,null,"A",{}]`,               BAD_MESSAGE_ID,       -1
          `[2,"\\ud800","A",{}]`,          BAD_MESSAGE_ID,       -1
          `[2,"1"]`,                       MALFORMED_CALL,       1
          `[2,"1",3,{}]`,                  MALFORMED_CALL,       1
          `[2,"1","A"]`,                   MALFORMED_CALL,       1
          `[2,"1","A",{},{}]`,             MALFORMED_CALL,       1
          `[2,"1","A",[]]`,                PAYLOAD_NOT_AN_OBJECT, 1
          `[2,"1","A","{}"]`,              PAYLOAD_NOT_AN_OBJECT, 1
          `[2,"1","A",0]`,                 PAYLOAD_NOT_AN_OBJECT, 1
          `[3]`,                           MALFORMED_CALL_RESULT, -1
          `[3,"",{}]`,                     MALFORMED_CALL_RESULT, -1
          `[3,"1"]`,                       MALFORMED_CALL_RESULT, 1
          `[3,"1",[]]`,                    MALFORMED_CALL_RESULT, 1
          `[3,"1",{},1]`,                  MALFORMED_CALL_RESULT, 1
          `[3,"1",{`,                      MALFORMED_CALL_RESULT, 1
          `[4,"1"]`,                       MALFORMED_CALL_ERROR, 1
          `[4,"1",{}]`,                    MALFORMED_CALL_ERROR, 1
          `[4,"1","E","",{},{}]`,          MALFORMED_CALL_ERROR, 1
          `[4,"1","E",[],{}]`,             MALFORMED_CALL_ERROR, 1
          `[4,"1","E",{"a":1},{}]`,        MALFORMED_CALL_ERROR, 1
          `[4,"1","E","",[]]`,             MALFORMED_CALL_ERROR, 1
          """)
  void whatIsNoFrameTellsWhy(String text, FrameFault fault, String id) {
    for (OcppVersion version : OcppVersion.values()) {
      Decoded.Invalid<Frame> invalid = invalid(text.getBytes(UTF_8), version);

      assertThat(invalid.fault()).isEqualTo(fault);
      assertThat(invalid.id()).hasToString(id);
      assertThat(invalid.detail()).isNotBlank();
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      textBlock =
          """
          `[5,"1"]`,                       MALFORMED_CALL_RESULT_ERROR
          `[5,"1","E","",{},{}]`,          MALFORMED_CALL_RESULT_ERROR
          `[6,"1","A"]`,                   MALFORMED_SEND
          `[6,"1",1,{}]`,                  MALFORMED_SEND
          `[6,"1","A",[]]`,                MALFORMED_SEND
          `[6,"1","A",{},1]`,              MALFORMED_SEND
          """)
  void whatIsNoFrameOf21TellsWhy(String text, FrameFault fault) {
    assertThat(fault(text, V2_1)).isEqualTo(fault);
  }

  @Test
  void idHasALimit() {
    String longest = "x".repeat(MessageId.MAX_LENGTH);

    assertThat(frame("[2,\"%s\",\"A\",{}]".formatted(longest), V1_6).id()).hasToString(longest);
    assertThat(fault("[2,\"%sx\",\"A\",{}]".formatted(longest), V1_6))
        .isEqualTo(FrameFault.BAD_MESSAGE_ID);
  }

  @Test
  void nestingHasALimit() {
    String deep = "[2,\"1\",\"A\",{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}]";

    assertThat(fault(deep, V1_6)).isEqualTo(FrameFault.NOT_JSON);
    assertThat(FrameCodec.decodeHeader(stream(deep), V1_6)).isInstanceOf(Decoded.Invalid.class);
  }

  @Test
  void nestingUpToTheLimitPasses() {
    int arrays = FrameCodec.MAX_NESTING - 2;
    String nested = "[2,\"1\",\"A\",{\"a\":" + "[".repeat(arrays) + "]".repeat(arrays) + "}]";

    assertThat(written(frame(nested, V1_6))).isEqualTo(nested);
    assertThat(fault(nested.replace("[]", "[[]]"), V1_6)).isEqualTo(FrameFault.NOT_JSON);
  }

  @Test
  void numbersHaveALimit() {
    String manyDigits = "[2,\"1\",\"A\",{\"a\":" + "9".repeat(5_000) + "}]";

    assertThat(fault(manyDigits, V1_6)).isEqualTo(FrameFault.NOT_JSON);
  }

  @Test
  void lastOfTwoFieldsOfOneNameCounts() {
    assertThat(written(frame("[3,\"1\",{\"a\":1,\"a\":2}]", V1_6)))
        .isEqualTo("[3,\"1\",{\"a\":2}]");
  }

  @Test
  void halfAPairInAPayloadIsWrittenAsAQuestionMark() {
    assertThat(written(frame("[3,\"1\",{\"a\":\"\\ud800\"}]", V1_6)))
        .isEqualTo("[3,\"1\",{\"a\":\"?\"}]");
  }

  @Test
  void onlyUtf8IsAFrame() {
    String text = "[3,\"1\",{}]";
    byte[] overlong = {'[', '3', ',', '"', (byte) 0xC0, (byte) 0x80, '"', ',', '{', '}', ']'};

    assertThat(invalid(text.getBytes(UTF_16BE), V1_6).fault()).isEqualTo(FrameFault.NOT_JSON);
    assertThat(invalid(overlong, V1_6).fault()).isEqualTo(FrameFault.NOT_JSON);
    assertThat(FrameCodec.decodeHeader(new ByteArrayInputStream(text.getBytes(UTF_16BE)), V1_6))
        .isInstanceOf(Decoded.Invalid.class);
  }

  @ParameterizedTest
  @EnumSource
  void faultIsNeverToldWithThePayload(OcppVersion version) {
    byte[] text = "[2,\"1\",\"Authorize\",{\"idTag\":\"SECRET\" \"SECRET\"}]".getBytes(UTF_8);

    assertThat(invalid(text, version).detail()).doesNotContain("SECRET").contains("position");
  }

  @Test
  void headerHoldsAllButThePayload() {
    MessageId id = new MessageId("1");

    assertThat(header("[2,\"1\",\"Heartbeat\",{\"a\":[{}]}]"))
        .isEqualTo(new FrameHeader.Call(id, "Heartbeat"));
    assertThat(header("[3,\"1\",{\"a\":{}}]"))
        .isEqualTo(new FrameHeader.Answer(id, MessageType.CALL_RESULT));
    assertThat(header("[4,\"1\",\"GenericError\",\"\",{}]"))
        .isEqualTo(new FrameHeader.Answer(id, MessageType.CALL_ERROR));
    assertThat(header("[5,\"1\",\"GenericError\",\"\",{}]"))
        .isEqualTo(new FrameHeader.Answer(id, MessageType.CALL_RESULT_ERROR));
    assertThat(header("[6,\"1\",\"A\",{}]")).isEqualTo(new FrameHeader.Send(id, "A"));
  }

  @Test
  void streamOfAHeaderIsReadToItsEndAndLeftOpen() throws Exception {
    AtomicBoolean closed = new AtomicBoolean();
    InputStream text =
        new ByteArrayInputStream("[3,\"1\",{\"a\":1}] ".getBytes(UTF_8)) {
          @Override
          public void close() {
            closed.set(true);
          }
        };

    Decoded<FrameHeader> decoded = FrameCodec.decodeHeader(text, V1_6);

    assertThat(decoded).isInstanceOf(Decoded.Valid.class);
    assertThat(text.available()).isZero();
    assertThat(closed).isFalse();
  }

  private static String written(Frame frame) {
    return new String(FrameCodec.encode(frame), UTF_8);
  }

  private static Frame frame(String text, OcppVersion version) {
    return switch (FrameCodec.decode(text.getBytes(UTF_8), version)) {
      case Decoded.Valid<Frame>(Frame frame) -> frame;
      case Decoded.Invalid<Frame> invalid -> throw new AssertionError(text + ": " + invalid);
    };
  }

  private static FrameHeader header(String text) {
    return switch (FrameCodec.decodeHeader(stream(text), V2_1)) {
      case Decoded.Valid<FrameHeader>(FrameHeader header) -> header;
      case Decoded.Invalid<FrameHeader> invalid -> throw new AssertionError(text + ": " + invalid);
    };
  }

  private static FrameFault fault(String text, OcppVersion version) {
    return invalid(text.getBytes(UTF_8), version).fault();
  }

  private static Decoded.Invalid<Frame> invalid(byte[] text, OcppVersion version) {
    return switch (FrameCodec.decode(text, version)) {
      case Decoded.Valid<Frame> valid -> throw new AssertionError("a frame: " + valid);
      case Decoded.Invalid<Frame> invalid -> invalid;
    };
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }
}
