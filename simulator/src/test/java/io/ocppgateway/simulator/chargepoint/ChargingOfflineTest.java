package io.ocppgateway.simulator.chargepoint;

import static io.ocppgateway.ocpp.OcppVersion.V1_6;
import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.simulator.behaviour.Profile;
import io.ocppgateway.simulator.chargepoint.AnsweringCentralSystem.Call;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Charging sessions without a connection, and with a central system that fails.
class ChargingOfflineTest {

  private final ChargingScene scene = new ChargingScene();

  @ParameterizedTest
  @EnumSource
  void sessionWithoutAConnectionIsToldAfterwardsInOrder(OcppVersion version) {
    scene.start(version, ChargingScene.SESSIONS);
    scene.csms.goesDown();
    scene.timers.turn(
        ChargingScene.PAUSE.plus(ChargingScene.LENGTH).plus(ChargingScene.UNPLUGGING));
    assertThat(scene.csms.transactionMessages()).isEmpty();
    assertThat(scene.heard).containsExactly("began", "ended");

    scene.csms.comesUp();
    scene.timers.turn(Duration.ofMinutes(2));

    assertThat(scene.csms.calls("Authorize")).isEmpty();
    assertThat(scene.energies()).containsExactly(0L, 1600L, 3200L, 4800L, 5000L);
    assertThat(scene.csms.transactionMessages()).extracting(Call::timestamp).isSorted();
    if (version == V1_6) {
      assertThat(scene.csms.last("StopTransaction").text("/transactionId")).isEqualTo("1");
    } else {
      assertThat(scene.csms.transactionMessages())
          .allSatisfy(call -> assertThat(call.text("/offline")).isEqualTo("true"))
          .extracting(call -> call.text("/seqNo"))
          .containsExactly("0", "1", "2", "3", "4", "5");
    }
  }

  @Test
  void onlyTheStatusThatIsNewIsToldAfterAReconnect() {
    scene.start(V1_6, ChargingScene.SESSIONS);
    scene.csms.goesDown();
    scene.timers.turn(ChargingScene.PAUSE.plusSeconds(1));
    int before = scene.csms.calls("StatusNotification").size();
    scene.csms.comesUp();
    scene.timers.turn(Duration.ofMinutes(2));
    assertThat(scene.csms.calls("StatusNotification")).hasSize(before + 1);
    assertThat(scene.csms.last("StatusNotification").text("/status")).isEqualTo("Charging");

    scene.csms.goesDown();
    scene.csms.comesUp();
    scene.timers.turn(Duration.ofMinutes(2));

    assertThat(scene.csms.calls("StatusNotification")).hasSize(before + 1);
  }

  @Test
  void connectionLostWhileTheDriverIsAskedForLetsHimCharge() {
    scene.start(V1_6, ChargingScene.SESSIONS);
    scene.csms.isSilentTo("Authorize");
    while (scene.csms.calls("Authorize").isEmpty()) {
      scene.timers.turn(Duration.ofSeconds(1));
    }

    scene.csms.goesDown();

    assertThat(scene.heard).containsExactly("began");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void messageOfATransactionIsSentThreeTimesLaterEachTime(boolean answered) {
    scene.start(V1_6, Profile.HEARTBEAT);
    if (answered) {
      scene.csms.failsWith("StartTransaction", "InternalError");
    } else {
      scene.csms.isSilentTo("StartTransaction");
    }
    Duration fate = answered ? AnsweringCentralSystem.MOMENT : Calls.TIMEOUT;

    scene.remoteStart(V1_6);
    scene.timers.turn(Duration.ofMinutes(10));

    List<Call> starts = scene.csms.calls("StartTransaction");
    assertThat(starts).hasSize(3);
    assertThat(Duration.between(starts.get(0).at(), starts.get(1).at()))
        .isEqualTo(fate.plusSeconds(60));
    assertThat(Duration.between(starts.get(1).at(), starts.get(2).at()))
        .isEqualTo(fate.plusSeconds(120));
    assertThat(scene.heard).containsExactly("began", "given up StartTransaction");
    assertThat(scene.csms.last("MeterValues").text("/transactionId")).isEqualTo("-1");
    assertThat(scene.chargePoint.calls().lost()).isEqualTo(answered ? 0 : 3);
  }

  @Test
  void otherMessagesOvertakeThoseThatWait() {
    scene.start(V1_6, Profile.HEARTBEAT);
    scene.csms.failsWith("StartTransaction", "InternalError");

    scene.remoteStart(V1_6);
    scene.timers.turn(Duration.ofSeconds(150));

    assertThat(scene.csms.calls("StartTransaction")).hasSize(2);
    assertThat(scene.session())
        .contains("StatusNotification Charging")
        .doesNotContain("MeterValues");
  }

  @Test
  void messageCutOffIsSentAgainAndCountsAsNoFailure() {
    scene.start(V1_6, Profile.HEARTBEAT);
    scene.csms.isSilentTo("StartTransaction");
    scene.remoteStart(V1_6);
    for (int i = 0; i < 5; i++) {
      scene.timers.turn(Duration.ofSeconds(20));
      scene.csms.goesDown();
      scene.csms.comesUp();
    }
    scene.csms.hearsAgain("StartTransaction");

    scene.timers.turn(Duration.ofMinutes(2));

    assertThat(scene.heard).containsExactly("began");
    assertThat(scene.csms.calls("StartTransaction").size()).isGreaterThan(3);
    assertThat(scene.csms.last("MeterValues").text("/transactionId")).isEqualTo("1");
  }
}
