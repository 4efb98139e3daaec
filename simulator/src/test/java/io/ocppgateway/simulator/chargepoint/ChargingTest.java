package io.ocppgateway.simulator.chargepoint;

import static io.ocppgateway.ocpp.OcppVersion.V1_6;
import static io.ocppgateway.ocpp.OcppVersion.V2_0_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.simulator.behaviour.Driver;
import io.ocppgateway.simulator.behaviour.Profile;
import io.ocppgateway.simulator.chargepoint.AnsweringCentralSystem.Call;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Charging sessions, told to a central system that takes no invalid message.
class ChargingTest {

  private final ChargingScene scene = new ChargingScene();

  @Test
  void sessionOf16IsToldAsTheSpecificationHasIt() {
    scene.start(V1_6, ChargingScene.SESSIONS);

    scene.timers.turn(
        ChargingScene.PAUSE.plus(ChargingScene.LENGTH).plus(ChargingScene.UNPLUGGING));

    assertThat(scene.session())
        .containsExactly(
            "StatusNotification Preparing",
            "Authorize",
            "StartTransaction",
            "StatusNotification Charging",
            "MeterValues",
            "MeterValues",
            "MeterValues",
            "StopTransaction",
            "StatusNotification Finishing",
            "StatusNotification Available");
    assertThat(scene.csms.calls("MeterValues"))
        .allSatisfy(call -> assertThat(call.text("/transactionId")).isEqualTo("1"));
    Call stop = scene.csms.last("StopTransaction");
    assertThat(stop.text("/transactionId")).isEqualTo("1");
    assertThat(stop.text("/reason")).isEqualTo("Local");
    assertThat(stop.text("/idTag")).isEqualTo(Driver.CARD);
    assertThat(scene.heard).containsExactly("began", "ended");
  }

  @ParameterizedTest
  @EnumSource(names = {"V2_0_1", "V2_1"})
  void sessionOf2IsToldAsTheSpecificationHasIt(OcppVersion version) {
    scene.start(version, ChargingScene.SESSIONS);

    scene.timers.turn(
        ChargingScene.PAUSE.plus(ChargingScene.LENGTH).plus(ChargingScene.UNPLUGGING));

    assertThat(scene.session())
        .containsExactly(
            "StatusNotification Occupied",
            "Authorize",
            "TransactionEvent Started Authorized EVConnected 0",
            "TransactionEvent Updated ChargingStateChanged Charging 1",
            "TransactionEvent Updated MeterValuePeriodic Charging 2",
            "TransactionEvent Updated MeterValuePeriodic Charging 3",
            "TransactionEvent Updated MeterValuePeriodic Charging 4",
            "TransactionEvent Ended StopAuthorized EVConnected 5",
            "StatusNotification Available");
    assertThat(scene.csms.calls("TransactionEvent"))
        .extracting(call -> call.text("/transactionInfo/transactionId"))
        .containsOnly(scene.csms.last("TransactionEvent").text("/transactionInfo/transactionId"));
    assertThat(scene.csms.last("TransactionEvent").text("/transactionInfo/stoppedReason"))
        .isEqualTo("Local");
    assertThat(scene.heard).containsExactly("began", "ended");
  }

  @ParameterizedTest
  @EnumSource
  void energyIsPowerTimesTimeAndGoesOnFromSessionToSession(OcppVersion version) {
    scene.start(version, ChargingScene.SESSIONS);

    scene.timers.turn(
        ChargingScene.PAUSE
            .plus(ChargingScene.LENGTH)
            .plus(ChargingScene.UNPLUGGING)
            .multipliedBy(2));

    // 12 kW for 8, 16, 24 and 25 minutes, twice.
    assertThat(scene.energies())
        .containsExactly(0L, 1600L, 3200L, 4800L, 5000L, 5000L, 6600L, 8200L, 9800L, 10_000L);
  }

  @ParameterizedTest
  @EnumSource
  void driverWhoIsRefusedLeaves(OcppVersion version) {
    scene.start(version, ChargingScene.SESSIONS);
    scene.csms.answers("Authorize", ChargingScene.refusal(version));

    scene.timers.turn(ChargingScene.PAUSE.plusSeconds(1));

    assertThat(scene.session())
        .startsWith("StatusNotification " + (version == V1_6 ? "Preparing" : "Occupied"))
        .endsWith("Authorize", "StatusNotification Available");
    assertThat(scene.csms.transactionMessages()).isEmpty();
    assertThat(scene.heard).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void driverWhoIsRefusedInTheTransactionIsStopped(OcppVersion version) {
    scene.start(version, ChargingScene.SESSIONS);
    String start = version == V1_6 ? "StartTransaction" : "TransactionEvent";
    scene.csms.answers(
        start,
        version == V1_6
            ? "{'idTagInfo':{'status':'Blocked'},'transactionId':7}"
            : ChargingScene.refusal(version));

    scene.timers.turn(ChargingScene.PAUSE.plusSeconds(2));

    Call stop = scene.csms.transactionMessages().getLast();
    assertThat(stop.text("/reason") + stop.text("/transactionInfo/stoppedReason"))
        .isEqualTo("DeAuthorized");
  }

  @Test
  void centralSystemThatKnowsNoTransactionsHearsOfThemAllTheSame() {
    scene.start(V1_6, ChargingScene.SESSIONS);
    scene.csms.failsWith("Authorize", "NotImplemented");
    scene.csms.failsWith("StartTransaction", "NotImplemented");

    scene.timers.turn(
        ChargingScene.PAUSE.plus(ChargingScene.LENGTH).plus(ChargingScene.UNPLUGGING));

    assertThat(scene.csms.calls("StartTransaction")).hasSize(1);
    assertThat(scene.csms.calls("MeterValues")).hasSize(3);
    assertThat(scene.csms.last("MeterValues").text("/transactionId")).isEqualTo("-1");
    assertThat(scene.csms.last("StopTransaction").text("/transactionId")).isEqualTo("-1");
    assertThat(scene.chargePoint.calls().failed()).isEqualTo(2);
    assertThat(scene.heard).containsExactly("began", "given up StartTransaction", "ended");
  }

  @Test
  void chargePointsThatStartTogetherDoNotGoInStep() {
    List<Duration> arrivals =
        IntStream.range(0, 30).mapToObj(scene::firstArrival).sorted().toList();

    assertThat(arrivals.getFirst()).isLessThan(ChargingScene.PAUSE.dividedBy(4));
    assertThat(arrivals.getLast()).isGreaterThan(ChargingScene.PAUSE.dividedBy(4).multipliedBy(3));
    assertThat(arrivals).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource
  void timestampsFollowTheCentralSystem(OcppVersion version) {
    scene.answering(version);
    scene.csms.isAheadBy(Duration.ofHours(3));

    scene.start(version, Profile.HEARTBEAT, new Random(1));

    assertThat(scene.csms.last("StatusNotification").text("/timestamp"))
        .startsWith("2026-01-01T03:00:00");
    scene.csms.isAheadBy(Duration.ofDays(-1));
    scene.timers.turn(Duration.ofMinutes(10));
    scene.csms.commands("TriggerMessage", "{'requestedMessage':'StatusNotification'}");
    scene.timers.turn(Duration.ofSeconds(1));
    assertThat(scene.csms.last("StatusNotification").text("/timestamp"))
        .startsWith("2025-12-31T00:1");
  }

  @Test
  void idleChargePointBeatsOnceADay() {
    scene.start(V2_0_1, Profile.IDLE);

    scene.timers.turn(Duration.ofDays(3));

    assertThat(scene.csms.calls("Heartbeat")).hasSize(4);
    assertThat(scene.csms.actions()).hasSize(4 + 2);
  }
}
