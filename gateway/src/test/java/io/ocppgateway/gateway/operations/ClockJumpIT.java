package io.ocppgateway.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.gateway.TestGateway;
import io.ocppgateway.gateway.peer.Mosquitto;
import io.ocppgateway.gateway.peer.TestBackend;
import io.ocppgateway.gateway.peer.TestChargePoint;
import io.ocppgateway.ocpp.environment.GatewayEnvironment;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The machine's clock is set, by more than any timeout. What lasts for a while is measured by
/// another one; the time of day only signs what goes to AWS.
final class ClockJumpIT {

  private static final Map<String, String> SETTINGS =
      Map.of(GatewayEnvironment.PING_INTERVAL_SECONDS, "1");

  @TempDir static Path directory;

  @Test
  void noSessionEndsAndNewOnesBeginWhereverTheClockIsSet() throws Exception {
    AdjustableClock clock = new AdjustableClock();
    try (Mosquitto mosquitto = Mosquitto.start(directory);
        TestBackend backend = TestBackend.start(mosquitto.port());
        TestGateway gateway =
            TestGateway.start(
                "ws://127.0.0.1:" + mosquitto.webSocketPort() + "/mqtt", SETTINGS, clock);
        TestChargePoint steady = TestChargePoint.connect(gateway.port(), "STEADY")) {
      assertRoundTrip(steady, "at first");

      for (Duration jump :
          List.of(Duration.ofDays(1), Duration.ofDays(-400), Duration.ofDays(4_000))) {
        clock.jump(jump);

        assertRoundTrip(steady, "after " + jump);
        try (TestChargePoint fresh = TestChargePoint.connect(gateway.port(), "CP" + jump)) {
          assertRoundTrip(fresh, "new after " + jump);
        }
        String command = backend.command("STEADY");
        assertThat(steady.nextTextAmongPings()).contains(command);
        steady.sendText("[3,\"%s\",{}]".formatted(command));
      }
    }
  }

  private static void assertRoundTrip(TestChargePoint chargePoint, String id) throws Exception {
    chargePoint.sendText("[2,\"%s\",\"Heartbeat\",{}]".formatted(id));
    assertThat(chargePoint.nextTextAmongPings()).isEqualTo("[3,\"%s\",{}]".formatted(id));
  }

  private static final class AdjustableClock extends Clock {

    private volatile Duration offset = Duration.ZERO;

    void jump(Duration duration) {
      offset = offset.plus(duration);
    }

    @Override
    public Instant instant() {
      return Clock.systemUTC().instant().plus(offset);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }
}
