package io.ocppgateway.ocpp.frame;

import static io.ocppgateway.ocpp.OcppVersion.V1_6;
import static io.ocppgateway.ocpp.OcppVersion.V2_0_1;
import static io.ocppgateway.ocpp.OcppVersion.V2_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.ocpp.OcppVersion;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ErrorCodeTest {

  @Test
  void version16SpeaksItsTenCodesWithTheirMisspellings() {
    assertThat(spellings(V1_6))
        .containsExactlyInAnyOrder(
            "NotImplemented",
            "NotSupported",
            "InternalError",
            "ProtocolError",
            "SecurityError",
            "FormationViolation",
            "PropertyConstraintViolation",
            "OccurenceConstraintViolation",
            "TypeConstraintViolation",
            "GenericError");
  }

  @Test
  void versions2SpeakTheirTwelveCodes() {
    assertThat(spellings(V2_0_1))
        .containsExactlyInAnyOrder(
            "FormatViolation",
            "GenericError",
            "InternalError",
            "MessageTypeNotSupported",
            "NotImplemented",
            "NotSupported",
            "OccurrenceConstraintViolation",
            "PropertyConstraintViolation",
            "ProtocolError",
            "RpcFrameworkError",
            "SecurityError",
            "TypeConstraintViolation")
        .isEqualTo(spellings(V2_1));
  }

  private static Set<String> spellings(OcppVersion version) {
    return Arrays.stream(ErrorCode.values())
        .map(code -> code.in(version))
        .collect(Collectors.toSet());
  }
}
