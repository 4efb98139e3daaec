package io.ocppgateway.ocpp.frame;

import static io.ocppgateway.ocpp.OcppVersion.V1_6;
import static io.ocppgateway.ocpp.OcppVersion.V2_0_1;
import static io.ocppgateway.ocpp.OcppVersion.V2_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.ocpp.OcppVersion;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FrameFaultTest {

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          NOT_JSON,              FormationViolation, RpcFrameworkError,       RpcFrameworkError
          NOT_AN_ARRAY,          FormationViolation, RpcFrameworkError,       RpcFrameworkError
          NO_MESSAGE_TYPE,       FormationViolation, RpcFrameworkError,       RpcFrameworkError
          UNKNOWN_MESSAGE_TYPE,  ,                   MessageTypeNotSupported,
          BAD_MESSAGE_ID,        FormationViolation, RpcFrameworkError,       RpcFrameworkError
          MALFORMED_CALL,        FormationViolation, RpcFrameworkError,       RpcFrameworkError
          PAYLOAD_NOT_AN_OBJECT, FormationViolation, FormatViolation,         FormatViolation
          MALFORMED_CALL_RESULT, ,                   ,                        RpcFrameworkError
          MALFORMED_CALL_ERROR,  ,                   ,
          MALFORMED_CALL_RESULT_ERROR, ,             ,
          MALFORMED_SEND,        ,                   ,
          CALL_TOO_LARGE,        InternalError,      InternalError,           InternalError
          CALL_RESULT_TOO_LARGE, ,                   ,                        InternalError
          CALL_ERROR_TOO_LARGE,  ,                   ,
          CALL_RESULT_ERROR_TOO_LARGE, ,             ,
          SEND_TOO_LARGE,        ,                   ,
          """)
  void eachVersionHasItsAnswer(FrameFault fault, String v16, String v201, String v21) {
    assertThat(code(fault, V1_6)).isEqualTo(Optional.ofNullable(v16));
    assertThat(code(fault, V2_0_1)).isEqualTo(Optional.ofNullable(v201));
    assertThat(code(fault, V2_1)).isEqualTo(Optional.ofNullable(v21));
  }

  @ParameterizedTest
  @EnumSource
  void brokenCallIsAnsweredUnderItsId(OcppVersion version) {
    Frame answer = answer("[2,\"abc\",\"A\",{\"a\":", version).orElseThrow();

    assertThat(answer).isInstanceOf(Frame.CallError.class);
    assertThat(answer.id()).hasToString("abc");
  }

  @Test
  void brokenResultOf21IsAnsweredWithAResultError() {
    Frame answer = answer("[3,\"abc\",[]]", V2_1).orElseThrow();

    assertThat(answer).isInstanceOf(Frame.CallResultError.class);
    assertThat(answer.id()).hasToString("abc");
  }

  @ParameterizedTest
  @EnumSource
  void brokenErrorIsNeverAnswered(OcppVersion version) {
    assertThat(answer("[4,\"abc\"]", version)).isEmpty();
  }

  @Test
  void brokenSendAndResultErrorAreNeverAnswered() {
    assertThat(answer("[5,\"abc\"]", V2_1)).isEmpty();
    assertThat(answer("[6,\"abc\"]", V2_1)).isEmpty();
  }

  private static Optional<String> code(FrameFault fault, OcppVersion version) {
    return fault.answeredWith(version).map(code -> code.in(version));
  }

  private static Optional<Frame> answer(String text, OcppVersion version) {
    return switch (FrameCodec.decode(text.getBytes(UTF_8), version)) {
      case Decoded.Valid<Frame> valid -> throw new AssertionError("a frame: " + valid);
      case Decoded.Invalid<Frame> invalid -> invalid.answer(version);
    };
  }
}
