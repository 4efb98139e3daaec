package io.ocppgateway.simulator.chargepoint;

import static io.ocppgateway.ocpp.OcppVersion.V1_6;
import static io.ocppgateway.ocpp.OcppVersion.V2_0_1;
import static io.ocppgateway.ocpp.OcppVersion.V2_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.simulator.behaviour.Profile;
import io.ocppgateway.simulator.chargepoint.AnsweringCentralSystem.Call;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Commands that concern a charging session.
class ChargingCommandsTest {

  private final ChargingScene scene = new ChargingScene();

  @ParameterizedTest
  @EnumSource
  void centralSystemStartsAndStopsATransaction(OcppVersion version) {
    scene.start(version, Profile.HEARTBEAT);
    assertThat(scene.remoteStart(version)).isEqualTo("Accepted");
    scene.timers.turn(Duration.ofSeconds(150));
    assertThat(scene.remoteStart(version)).as("a second one").isEqualTo("Rejected");
    assertThat(scene.remoteStop(version, "99")).isEqualTo("Rejected");

    String answer = scene.remoteStop(version, scene.transactionId(version));
    scene.timers.turn(Duration.ofMinutes(1));

    assertThat(answer).isEqualTo("Accepted");
    assertThat(scene.csms.calls("Authorize")).isEmpty();
    assertThat(scene.energies()).hasSize(4);
    Call stop = scene.csms.transactionMessages().getLast();
    assertThat(stop.text("/reason") + stop.text("/transactionInfo/stoppedReason"))
        .isEqualTo("Remote");
    if (version != V1_6) {
      Call began = scene.csms.transactionMessages().getFirst();
      assertThat(began.text("/triggerReason")).isEqualTo("RemoteStart");
      assertThat(began.text("/transactionInfo/remoteStartId")).isEqualTo("42");
    }
    assertThat(scene.session().getLast()).isEqualTo("StatusNotification Available");
  }

  @Test
  void remoteDriverIsAuthorizedWhereTheOperatorWantsIt() {
    scene.start(V1_6, Profile.IDLE);
    scene.csms.commands(
        "ChangeConfiguration", "{'key':'AuthorizeRemoteTxRequests','value':'true'}");

    scene.remoteStart(V1_6);
    scene.timers.turn(Duration.ofSeconds(1));

    assertThat(scene.csms.last("Authorize").text("/idTag")).isEqualTo("REMOTE");
    assertThat(scene.csms.calls("StartTransaction")).hasSize(1);
  }

  @Test
  void intervalOfReadingsIsTheOperators() {
    scene.start(V2_0_1, Profile.IDLE);
    scene.csms.commands(
        "SetVariables",
        "{'setVariableData':[{'attributeValue':'10','component':{'name':'SampledDataCtrlr'},"
            + "'variable':{'name':'TxUpdatedInterval'}}]}");

    scene.remoteStart(V2_0_1);
    scene.timers.turn(Duration.ofSeconds(61));

    assertThat(scene.csms.calls("TransactionEvent")).hasSize(2 + 6);
  }

  @Test
  void unlockingEndsTheTransactionIn16() {
    scene.start(V1_6, Profile.HEARTBEAT);
    scene.remoteStart(V1_6);
    scene.timers.turn(Duration.ofSeconds(5));

    String answer = scene.csms.statusOf("UnlockConnector", "{'connectorId':1}");
    scene.timers.turn(Duration.ofSeconds(5));

    assertThat(answer).isEqualTo("Unlocked");
    assertThat(scene.csms.last("StopTransaction").text("/reason")).isEqualTo("UnlockCommand");
  }

  @Test
  void unlockingDoesNotEndTheTransactionIn2() {
    scene.start(V2_1, Profile.HEARTBEAT);
    scene.remoteStart(V2_1);
    scene.timers.turn(Duration.ofSeconds(5));

    String answer = scene.csms.statusOf("UnlockConnector", "{'evseId':1,'connectorId':1}");

    assertThat(answer).isEqualTo("OngoingAuthorizedTransaction");
  }

  @ParameterizedTest
  @EnumSource
  void connectorBecomesUnavailableWhenTheTransactionIsOver(OcppVersion version) {
    scene.start(version, Profile.HEARTBEAT);
    scene.remoteStart(version);
    scene.timers.turn(Duration.ofSeconds(5));
    String answer =
        scene.csms.statusOf(
            "ChangeAvailability",
            version == V1_6
                ? "{'connectorId':0,'type':'Inoperative'}"
                : "{'operationalStatus':'Inoperative'}");
    List<String> before = scene.session();

    scene.remoteStop(version, scene.transactionId(version));
    scene.timers.turn(Duration.ofMinutes(1));

    assertThat(answer).isEqualTo("Scheduled");
    assertThat(before).doesNotContain("StatusNotification Unavailable");
    assertThat(scene.session().getLast()).isEqualTo("StatusNotification Unavailable");
    assertThat(scene.remoteStart(version)).isEqualTo("Rejected");
  }

  @ParameterizedTest
  @EnumSource
  void readingIsToldWhenTheCentralSystemAsks(OcppVersion version) {
    scene.start(version, Profile.HEARTBEAT);
    scene.remoteStart(version);
    scene.timers.turn(Duration.ofSeconds(30));

    String answer = scene.csms.statusOf("TriggerMessage", "{'requestedMessage':'MeterValues'}");
    scene.timers.turn(Duration.ofSeconds(1));

    assertThat(answer).isEqualTo("Accepted");
    Call told = scene.csms.last("MeterValues");
    assertThat(told.text("/meterValue/0/sampledValue/0/context")).isEqualTo("Trigger");
    assertThat(told.text("/meterValue/0/sampledValue/0/value")).isEqualTo("91");
    assertThat(told.text("/transactionId")).isEqualTo(version == V1_6 ? "1" : "");
  }

  @Test
  void transactionIsToldWhenTheCentralSystemAsks() {
    scene.start(V2_0_1, Profile.HEARTBEAT);
    String trigger = "{'requestedMessage':'TransactionEvent'}";
    assertThat(scene.csms.statusOf("TriggerMessage", trigger)).isEqualTo("Rejected");
    scene.remoteStart(V2_0_1);
    scene.timers.turn(Duration.ofSeconds(5));

    String answer = scene.csms.statusOf("TriggerMessage", trigger);
    scene.timers.turn(Duration.ofSeconds(1));

    assertThat(answer).isEqualTo("Accepted");
    assertThat(scene.session().getLast()).isEqualTo("TransactionEvent Updated Trigger Charging 2");
  }

  @ParameterizedTest
  @EnumSource
  void resetInGoodOrderTellsTheEndFirst(OcppVersion version) {
    scene.start(version, Profile.HEARTBEAT);
    scene.remoteStart(version);
    scene.timers.turn(Duration.ofSeconds(5));

    scene.csms.commands("Reset", version == V1_6 ? "{'type':'Soft'}" : "{'type':'Immediate'}");
    assertThat(scene.csms.closes).isEmpty();
    scene.timers.turn(Duration.ofSeconds(5));

    assertThat(scene.csms.closes).containsExactly(1000);
    Call stop = scene.csms.transactionMessages().getLast();
    assertThat(stop.text("/reason") + stop.text("/transactionInfo/stoppedReason"))
        .isEqualTo(version == V1_6 ? "SoftReset" : "ImmediateReset");
    assertThat(scene.csms.calls("BootNotification")).hasSize(2);
    assertThat(scene.csms.actions().indexOf(stop.action()))
        .isLessThan(scene.csms.actions().lastIndexOf("BootNotification"));
    assertThat(scene.session().getLast()).isEqualTo("StatusNotification Available");
  }

  @Test
  void hardResetTellsTheEndAfterTheBoot() {
    scene.start(V1_6, Profile.HEARTBEAT);
    scene.remoteStart(V1_6);
    scene.timers.turn(Duration.ofSeconds(5));

    scene.csms.commands("Reset", "{'type':'Hard'}");
    assertThat(scene.csms.closes).containsExactly(1000);
    scene.timers.turn(Duration.ofSeconds(5));

    assertThat(scene.csms.last("StopTransaction").text("/reason")).isEqualTo("HardReset");
    assertThat(scene.csms.last("StopTransaction").text("/transactionId")).isEqualTo("1");
    assertThat(scene.csms.actions().lastIndexOf("StopTransaction"))
        .isGreaterThan(scene.csms.actions().lastIndexOf("BootNotification"));
  }

  @Test
  void resetOnIdleWaitsForTheTransaction() {
    scene.start(V2_0_1, Profile.HEARTBEAT);
    scene.remoteStart(V2_0_1);
    scene.timers.turn(Duration.ofMinutes(5));

    String answer = scene.csms.statusOf("Reset", "{'type':'OnIdle'}");
    scene.timers.turn(Duration.ofMinutes(5));
    assertThat(scene.csms.closes).isEmpty();
    scene.remoteStop(V2_0_1, scene.transactionId(V2_0_1));
    scene.timers.turn(Duration.ofSeconds(5));

    assertThat(answer).isEqualTo("Scheduled");
    assertThat(scene.csms.closes).containsExactly(1000);
    assertThat(scene.csms.calls("BootNotification")).hasSize(2);
  }

  @Test
  void restartWaitsNoLongerThanThirtySeconds() {
    scene.start(V1_6, Profile.HEARTBEAT);
    scene.remoteStart(V1_6);
    scene.timers.turn(Duration.ofSeconds(5));
    scene.csms.isSilentTo("StopTransaction");

    scene.csms.commands("Reset", "{'type':'Soft'}");
    scene.timers.turn(Duration.ofSeconds(29));
    assertThat(scene.csms.closes).isEmpty();
    scene.csms.hearsAgain("StopTransaction");
    scene.timers.turn(Duration.ofMinutes(3));

    assertThat(scene.csms.closes).containsExactly(1000);
    assertThat(scene.csms.calls("BootNotification")).hasSize(2);
    assertThat(scene.csms.calls("StopTransaction").size()).isGreaterThan(1);
  }
}
