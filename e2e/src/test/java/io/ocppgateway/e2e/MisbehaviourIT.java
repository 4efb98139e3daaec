package io.ocppgateway.e2e;

import static io.ocppgateway.ocpp.OcppVersion.V1_6;
import static io.ocppgateway.ocpp.OcppVersion.V2_0_1;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.ocpp.frame.FrameCodec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Bad input has its defined answer and goes no further: it is not published, and a charge point
/// beside it is answered as if nothing had been.
@ExtendWith(LocalStackExtension.class)
class MisbehaviourIT {

  private static final int MAX_FRAME_BYTES = 128 * 1024;

  private final Stack stack;
  private RawChargePoint neighbour;
  private Messages published;

  MisbehaviourIT(Stack stack) {
    this.stack = stack;
  }

  @BeforeEach
  void connectNeighbour() {
    neighbour = RawChargePoint.connect(stack, "NEIGHBOUR", V1_6);
    published = Messages.on(stack, "BAD/in");
  }

  @AfterEach
  void nobodyElseNoticesAnything() {
    try (RawChargePoint connectedBefore = neighbour) {
      published.close();
      connectedBefore.beat();

      assertThat(connectedBefore.isOpen()).isTrue();
      assertThat(stack.local().isHealthy()).isTrue();
      assertThat(stack.local().deadLetters()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "V1_6|[2,\"1\",\"Heartbeat\",{|FormationViolation|1",
        "V2_0_1|hello|RpcFrameworkError|-1",
        "V2_1|{\"a\":1}|RpcFrameworkError|-1",
        "V2_0_1|[9,\"1\",\"X\",{}]|MessageTypeNotSupported|1",
        "V2_1|[2,\"1\",\"Heartbeat\",[]]|FormatViolation|1"
      })
  void whatIsNoFrameIsAnsweredAndNotPublished(
      OcppVersion version, String frame, String code, String id) {
    try (RawChargePoint chargePoint = RawChargePoint.connect(stack, "BAD", version)) {

      chargePoint.send(frame);

      assertThat(chargePoint.await(code)).startsWith("[4,\"%s\",\"%s\",".formatted(id, code));
      assertThatOnlyTheNextIsPublished(chargePoint);
    }
  }

  /// A GUID as some write it has 38 characters, where OCPP allows 36.
  @Test
  void anIdThatIsTooLongForTheSpecificationIsAnswered() {
    try (RawChargePoint chargePoint = RawChargePoint.connect(stack, "BAD", V1_6)) {

      chargePoint.send("[2,\"{0b4c3d58-7f06-4f0e-8f39-d0a6c1f2b7e5}\",\"Heartbeat\",{}]");

      chargePoint.await("[3,\"{0b4c3d58-7f06-4f0e-8f39-d0a6c1f2b7e5}\"");
    }
  }

  @ParameterizedTest
  @CsvSource({"V1_6", "V2_1"})
  void anUnknownMessageTypeIsPassedOverWhereTheVersionSaysSo(OcppVersion version) {
    try (RawChargePoint chargePoint = RawChargePoint.connect(stack, "BAD", version)) {

      chargePoint.send("[9,\"1\",\"X\",{}]");

      assertThatOnlyTheNextIsPublished(chargePoint);
      assertThat(chargePoint.received()).hasSize(1);
    }
  }

  @Test
  void deepNestingIsAnsweredAndNotPublished() {
    try (RawChargePoint chargePoint = RawChargePoint.connect(stack, "BAD", V2_0_1)) {

      chargePoint.send(nested(FrameCodec.MAX_NESTING + 1));

      assertThat(chargePoint.await("\"deep\"")).startsWith("[4,\"deep\",\"RpcFrameworkError\",");
      assertThatOnlyTheNextIsPublished(chargePoint);
    }
  }

  @Test
  void theDeepestNestingThatIsAFrameIsAnsweredLikeAnyOther() {
    try (RawChargePoint chargePoint = RawChargePoint.connect(stack, "BAD", V2_0_1)) {

      chargePoint.send(nested(FrameCodec.MAX_NESTING));

      assertThat(chargePoint.await("\"deep\"")).startsWith("[4,\"deep\",\"NotImplemented\",");
    }
  }

  @Test
  void twoHundredKilobytesAreAnsweredAndNotPublished() {
    try (RawChargePoint chargePoint = RawChargePoint.connect(stack, "BAD", V1_6)) {

      chargePoint.send(callOfBytes(200 * 1024));

      assertThat(chargePoint.await("\"big\"")).startsWith("[4,\"big\",\"InternalError\",");
      assertThatOnlyTheNextIsPublished(chargePoint);
    }
  }

  @Test
  void theLargestFrameIsAnsweredLikeAnyOther() {
    try (RawChargePoint chargePoint = RawChargePoint.connect(stack, "BAD", V1_6)) {

      chargePoint.send(callOfBytes(MAX_FRAME_BYTES));

      assertThat(chargePoint.await("\"big\"")).startsWith("[4,\"big\",\"NotImplemented\",");
    }
  }

  @Test
  void aBinaryFrameClosesWith1003() {
    try (RawChargePoint chargePoint = RawChargePoint.connect(stack, "BAD", V1_6)) {

      chargePoint.sendBinary("[2,\"1\",\"Heartbeat\",{}]".getBytes(UTF_8));

      assertThat(chargePoint.awaitGoodbye().code()).isEqualTo(1003);
      assertThatOnlyTheNextIsPublished();
    }
  }

  @Test
  void textThatIsNotUtf8ClosesWith1007() {
    try (RawChargePoint chargePoint = RawChargePoint.connect(stack, "BAD", V1_6)) {

      chargePoint.sendText("[2,\"1\",\"Heartbeat\",{\"a\":\"ä\"}]".getBytes(ISO_8859_1));

      assertThat(chargePoint.awaitGoodbye().code()).isEqualTo(1007);
      assertThatOnlyTheNextIsPublished();
    }
  }

  @ParameterizedTest
  @CsvSource({"/%zz, 400", "/BAD%4, 400", "/, 404"})
  void aPathWithoutIdentityIsRefused(String path, int status) {
    try (RawChargePoint refused = RawChargePoint.request(stack, path, V1_6)) {
      assertThat(refused.status()).isEqualTo(status);
    }
  }

  @Test
  void aLongerPathNamesTheSameChargePoint() {
    try (RawChargePoint chargePoint = RawChargePoint.request(stack, "/a/b/BAD", V1_6)) {

      assertThat(chargePoint.status()).isEqualTo(101);
      assertThatOnlyTheNextIsPublished(chargePoint);
    }
  }

  private void assertThatOnlyTheNextIsPublished() {
    try (RawChargePoint again = RawChargePoint.connect(stack, "BAD", V1_6)) {
      assertThatOnlyTheNextIsPublished(again);
    }
  }

  /// Sees at the same time that the way is still open.
  private void assertThatOnlyTheNextIsPublished(RawChargePoint chargePoint) {
    String id = chargePoint.beat();
    published.await("BAD/in", id);
    assertThat(published.on("BAD/in")).singleElement().asString().contains(id);
  }

  /// A CALL whose arrays and objects are nested so deeply.
  private static String nested(int depth) {
    int arrays = depth - 2;
    return "[2,\"deep\",\"MakeCoffee\",{\"a\":" + "[".repeat(arrays) + "]".repeat(arrays) + "}]";
  }

  private static String callOfBytes(int bytes) {
    String start = "[2,\"big\",\"MakeCoffee\",{\"a\":\"";
    String end = "\"}]";
    return start + "x".repeat(bytes - start.length() - end.length()) + end;
  }
}
