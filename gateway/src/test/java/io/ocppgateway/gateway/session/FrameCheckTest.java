package io.ocppgateway.gateway.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.ocpp.frame.Decoded;
import io.ocppgateway.ocpp.frame.FrameFault;
import io.ocppgateway.ocpp.frame.FrameHeader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FrameCheckTest {

  private static final int MAX_BYTES = 4096;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[2,\"1\",\"A\",{\"a\":\"|CALL_TOO_LARGE",
        "[3,\"1\",{\"a\":\"|CALL_RESULT_TOO_LARGE",
        "[4,\"1\",\"GenericError\",\"\",{\"a\":\"|CALL_ERROR_TOO_LARGE",
        "[5,\"1\",\"GenericError\",\"\",{\"a\":\"|CALL_RESULT_ERROR_TOO_LARGE",
        "[6,\"1\",\"A\",{\"a\":\"|SEND_TOO_LARGE"
      })
  void frameOverTheLimitIsToldByItsType(String start, FrameFault fault) {
    ByteBuf text = text(start, MAX_BYTES + 1);

    Decoded<FrameHeader> decoded = FrameCheck.check(text, OcppVersion.V2_1, MAX_BYTES, false);

    assertThat(decoded)
        .isInstanceOfSatisfying(
            Decoded.Invalid.class, invalid -> assertThat(invalid.fault()).isEqualTo(fault));
  }

  @Test
  void frameAtTheLimitPassesAndIsLeftAsItWas() {
    ByteBuf text = text("[3,\"1\",{\"a\":\"", MAX_BYTES);

    Decoded<FrameHeader> decoded = FrameCheck.check(text, OcppVersion.V1_6, MAX_BYTES, true);

    assertThat(decoded).isInstanceOf(Decoded.Valid.class);
    assertThat(text.readableBytes()).isEqualTo(MAX_BYTES);
    assertThat(text.refCnt()).isOne();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "none",
      value = {
        "[2,\"%s\",\"A\",{}]|BAD_MESSAGE_ID",
        "[6,\"%s\",\"A\",{}]|MALFORMED_SEND",
        "[3,\"%s\",{}]|none",
        "[5,\"%s\",\"E\",\"\",{}]|none",
      })
  void idOver36CharactersIsAFaultWhereThatIsAskedFor(String frame, @Nullable FrameFault fault) {
    String id = "{6F9619FF-8B86-D011-B42D-00C04FC964FF}";
    ByteBuf text = Unpooled.copiedBuffer(frame.formatted(id), UTF_8);

    Decoded<FrameHeader> strict = FrameCheck.check(text, OcppVersion.V2_1, MAX_BYTES, true);
    Decoded<FrameHeader> tolerant = FrameCheck.check(text, OcppVersion.V2_1, MAX_BYTES, false);

    assertThat(tolerant).isInstanceOf(Decoded.Valid.class);
    if (fault == null) {
      assertThat(strict).isEqualTo(tolerant);
    } else {
      assertThat(strict)
          .isInstanceOfSatisfying(
              Decoded.Invalid.class,
              invalid -> {
                assertThat(invalid.fault()).isEqualTo(fault);
                assertThat(invalid.id()).hasToString(id);
              });
    }
  }

  private static ByteBuf text(String start, int bytes) {
    String end = "\"}]";
    String filling = "x".repeat(bytes - start.length() - end.length());
    return Unpooled.copiedBuffer(start + filling + end, UTF_8);
  }
}
