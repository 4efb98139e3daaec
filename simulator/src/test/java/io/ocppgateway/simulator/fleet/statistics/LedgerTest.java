package io.ocppgateway.simulator.fleet.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.simulator.chargepoint.CallOutcome;
import io.ocppgateway.simulator.chargepoint.EndedCall;
import io.ocppgateway.simulator.chargepoint.Ending;
import io.ocppgateway.simulator.chargepoint.Phase;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class LedgerTest {

  private static final ChargePointId CP1 = new ChargePointId("CP1");
  private static final ChargePointId CP2 = new ChargePointId("CP2");
  private static final CallOutcome ANSWERED =
      new CallOutcome.Answered(JsonNodeFactory.instance.objectNode());

  private final Recorder left = new Recorder();
  private final Recorder right = new Recorder();
  private final Ledger ledger = new Ledger(5);

  @Test
  void chargePointsStandInOnePlaceEach() {
    left.moved(CP1, Phase.NEW, Phase.DIALING);
    left.moved(CP1, Phase.DIALING, Phase.CONNECTED);
    right.moved(CP2, Phase.NEW, Phase.DIALING);

    Standing first = sample().chargePoints();
    left.moved(CP1, Phase.CONNECTED, Phase.WAITING);
    right.moved(CP2, Phase.DIALING, Phase.ENDED);
    Standing second = sample().chargePoints();

    assertThat(first).isEqualTo(new Standing(3, 1, 1, 0, 0, 0));
    assertThat(second).isEqualTo(new Standing(3, 0, 0, 0, 1, 1));
  }

  @Test
  void sampleHoldsItsSecondAndTheReportAll() {
    call(left, "Heartbeat", Duration.ofMillis(10));
    call(right, "Heartbeat", Duration.ofMillis(30));
    Sample first = sample().lastSecond();
    call(left, "Authorize", Duration.ofMillis(500));
    Sample second = sample().lastSecond();

    assertThat(first.sent()).isEqualTo(2);
    assertThat(first.p99()).isLessThan(Duration.ofMillis(31));
    assertThat(second.sent()).isEqualTo(1);
    assertThat(second.p50()).isGreaterThan(Duration.ofMillis(499));
    assertThat(ledger.samples()).containsExactly(first, second);
    assertThat(ledger.messages()).isEqualTo(new MessageTotals(3, 3));
    assertThat(ledger.calls()).isEqualTo(new CallTotals(3, 3, 0, 0, 0));
    assertThat(ledger.latency().count()).isEqualTo(3);
    assertThat(ledger.actions().get("Heartbeat").calls().answered()).isEqualTo(2);
    assertThat(ledger.actions().get("Authorize").latency().max())
        .isGreaterThan(Duration.ofMillis(499));
  }

  @Test
  void mostConnectionsAreRemembered() {
    left.moved(CP1, Phase.DIALING, Phase.CONNECTED);
    right.moved(CP2, Phase.DIALING, Phase.CONNECTED);
    sample();
    left.moved(CP1, Phase.CONNECTED, Phase.ENDED);
    sample();

    assertThat(ledger.connections()).isEqualTo(new ConnectionTotals(2, 2, 0));
  }

  @Test
  void causesNameNoChargePoint() {
    left.ended(CP1, new Ending.Rejected(1008, "Charge Point CP1 not registered"));
    right.ended(CP2, new Ending.Rejected(1008, "Charge Point CP2 not registered"));
    left.reconnecting(CP1, "closed with 1006", Duration.ofSeconds(2));
    left.callEnded(
        CP1, new EndedCall("Authorize", new CallOutcome.Failed("InternalError"), 0, 0, 0));

    FleetSnapshot snapshot = sample();

    assertThat(snapshot.failures())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "rejected with 1008 Charge Point {id} not registered", 2L,
                "closed with 1006", 1L,
                "Authorize answered with InternalError", 1L));
    assertThat(snapshot.lastSecond().errors()).isEqualTo(4);
  }

  @Test
  void causesWithoutEndTakeNoRoomWithoutEnd() {
    for (int i = 0; i < 1000; i++) {
      left.reconnecting(CP1, "cause " + i, Duration.ofSeconds(2));
    }

    Map<String, Long> failures = sample().failures();

    assertThat(failures).hasSizeLessThanOrEqualTo(101);
    assertThat(failures.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(1000);
    assertThat(failures.get(Tally.OTHER_CAUSES)).isGreaterThanOrEqualTo(899);
  }

  @Test
  void chargingIsCountedWhoeverIsConnected() {
    left.transactionBegan(CP1);
    right.transactionBegan(CP2);
    sample();
    left.transactionEnded(CP1);

    assertThat(sample().chargePoints().charging()).isEqualTo(1);
  }

  private FleetSnapshot sample() {
    ledger.add(left.take());
    ledger.add(right.take());
    return ledger.sample(Duration.ofSeconds(1), false);
  }

  private static void call(Recorder recorder, String action, Duration latency) {
    recorder.callSent(CP1, action);
    recorder.sent(CP1, new byte[0]);
    recorder.received(CP1, new byte[0]);
    recorder.callEnded(CP1, new EndedCall(action, ANSWERED, latency.toNanos(), 0, 0));
  }
}
