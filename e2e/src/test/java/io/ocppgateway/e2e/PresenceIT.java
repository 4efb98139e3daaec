package io.ocppgateway.e2e;

import static io.ocppgateway.ocpp.OcppVersion.V1_6;
import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.e2e.PresenceRow.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Who is online stands in a table, without anybody asking the charge point.
@ExtendWith(LocalStackExtension.class)
class PresenceIT {

  /// The broker's clock may be read a little before or after the test's.
  private static final Duration TOLERANCE = Duration.ofSeconds(30);

  private final Stack stack;

  PresenceIT(Stack stack) {
    this.stack = stack;
  }

  @Test
  void aChargePointIsOnlineSinceItConnectedAndOfflineSinceItLeft() {
    Instant start = Clock.systemUTC().instant();
    PresenceRow online;
    try (RawChargePoint chargePoint = RawChargePoint.connect(stack, "PRESENT", V1_6)) {
      chargePoint.beat();
      online = PresenceRow.await(stack, "PRESENT", Status.ONLINE);
    }
    PresenceRow offline = PresenceRow.await(stack, "PRESENT", Status.OFFLINE);
    Instant end = Clock.systemUTC().instant();

    assertThat(online.since()).isBetween(start.minus(TOLERANCE), end.plus(TOLERANCE));
    assertThat(online.reason()).isEmpty();
    assertThat(online.expiresAt()).isEmpty();
    assertThat(offline.since()).isBetween(online.since(), end.plus(TOLERANCE));
    assertThat(offline.reason()).contains("CLIENT_INITIATED_DISCONNECT");
    assertThat(offline.expiresAt().orElseThrow())
        .isEqualTo(offline.since().plus(Duration.ofDays(90)).getEpochSecond());
    assertThat(offline.versionNumber()).isEqualTo(online.versionNumber());
  }

  @Test
  void peopleSeeItInTheTable() {
    try (RawChargePoint chargePoint = RawChargePoint.connect(stack, "SEEN", V1_6)) {
      chargePoint.beat();
      PresenceRow.await(stack, "SEEN", Status.ONLINE);

      try (Program table = Cpo.start("table", "Presence", "--aws-port", stack.awsPort())) {
        assertThat(table.awaitLine("SEEN")).contains("ONLINE");
      }
    }
  }
}
