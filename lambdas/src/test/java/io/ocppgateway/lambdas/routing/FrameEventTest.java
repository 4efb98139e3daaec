package io.ocppgateway.lambdas.routing;

import static io.ocppgateway.ocpp.OcppVersion.V1_6;
import static io.ocppgateway.ocpp.OcppVersion.V2_0_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ocppgateway.lambdas.fake.ManualClock;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FrameEventTest {

  private static final ManualClock CLOCK = new ManualClock(Instant.parse("2026-01-31T12:00:00Z"));

  @Test
  void everythingThatTheRuleSelectsIsRead() {
    FrameEvent event =
        read(
            """
            {"message":[2,"1","MeterValues",{"v":10.10}],"chargePointId":"DE:2AABC:2AE1",
             "ocpp":["ocpp1.6"],"receivedAt":1700000000000,"traceId":"t-1"}\
            """);

    assertThat(event.chargePointId().identity()).isEqualTo("DE*ABC*E1");
    assertThat(event.version()).contains(V1_6);
    assertThat(event.receivedAt()).isEqualTo(Instant.ofEpochMilli(1_700_000_000_000L));
    assertThat(event.traceId()).isEqualTo("t-1");
    assertThat(new String(event.frame(), UTF_8))
        .isEqualTo("[2,\"1\",\"MeterValues\",{\"v\":10.10}]");
  }

  @Test
  void subprotocolMayBeAPlainString() {
    FrameEvent event = read("{\"message\":[],\"chargePointId\":\"CP1\",\"ocpp\":\"ocpp2.0.1\"}");

    assertThat(event.version()).contains(V2_0_1);
  }

  @Test
  void missingOrUnknownSubprotocolIsNoVersion() {
    FrameEvent missing = read("{\"message\":[],\"chargePointId\":\"CP1\"}");
    FrameEvent unknown = read("{\"message\":[],\"chargePointId\":\"CP1\",\"ocpp\":[\"ocpp9\"]}");

    assertThat(missing.version()).isEmpty();
    assertThat(unknown.version()).isEmpty();
  }

  @Test
  void timeOfReceiptIsNowWhereTheRuleGaveNone() {
    FrameEvent event = read("{\"message\":[],\"chargePointId\":\"CP1\"}");

    assertThat(event.receivedAt()).isEqualTo(CLOCK.instant());
  }

  @Test
  void eventOfAnotherRuleIsRefusedWithWhatItMustSelect() {
    assertThatThrownBy(() -> read("{\"chargePointId\":\"CP1\"}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("`* AS message`");
    assertThatThrownBy(() -> read("{\"message\":[],\"chargePointId\":\"a/b\"}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'a/b'");
  }

  private static FrameEvent read(String json) {
    return FrameEvent.read(new ByteArrayInputStream(json.getBytes(UTF_8)), CLOCK);
  }
}
