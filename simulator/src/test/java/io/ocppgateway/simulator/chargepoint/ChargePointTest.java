package io.ocppgateway.simulator.chargepoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.ocpp.schema.Schemas;
import io.ocppgateway.simulator.behaviour.RetryBackOff;
import io.ocppgateway.simulator.options.ChargePointOptions;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChargePointTest {

  private static final Schemas SCHEMAS = new Schemas();
  private static final RetryBackOff BACK_OFF =
      new RetryBackOff(Duration.ofSeconds(4), Duration.ZERO, 2);

  private final ManualTimers timers = new ManualTimers();
  private final ScriptedCentralSystem csms = new ScriptedCentralSystem();
  private final List<String> lines = new ArrayList<>();
  private final List<Ending> endings = new ArrayList<>();

  // -- boot

  @ParameterizedTest
  @EnumSource
  void bootNotificationIsTheFirstAndOnlyMessageUntilItIsAnswered(OcppVersion version) {
    connected(version);

    timers.turn(Duration.ofSeconds(29));

    assertThat(csms.actions()).containsExactly("BootNotification");
    assertThat(lines).singleElement().asString().startsWith("CP1: send [2,");
  }

  @ParameterizedTest
  @EnumSource
  void chargePointIsConnectedOnceItIsAccepted(OcppVersion version) {
    connected(version);
    csms.answers(boot("Pending", 1));
    List<String> pending = connectedLines();
    timers.turn(Duration.ofSeconds(1));

    csms.answers(boot("Accepted", 10));

    assertThat(pending).isEmpty();
    int connected = lines.indexOf("CP1: connected to central system");
    assertThat(lines.get(connected - 1))
        .startsWith("CP1: receive message [3,")
        .contains("Accepted");
    assertThat(lines.get(connected + 1)).isEqualTo("CP1: heartbeat interval set to 10");
  }

  @Test
  void chargePointThatBootsAgainOnOneConnectionIsConnectedOnce() {
    booted(OcppVersion.V1_6, 10);
    csms.answersAll();

    csms.says("[2,\"t\",\"TriggerMessage\",{\"requestedMessage\":\"BootNotification\"}]");
    csms.answers(boot("Accepted", 20));

    assertThat(lines).contains("CP1: heartbeat interval set to 20");
    assertThat(connectedLines()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void acceptedChargePointTellsItsStatusAndBeatsAtTheInterval(OcppVersion version) {
    booted(version, 10);
    csms.answersAll();
    int beats = beats();

    timers.turn(Duration.ofSeconds(9));
    assertThat(beats()).isEqualTo(beats);

    timers.turn(Duration.ofSeconds(1));
    assertThat(beats()).isEqualTo(beats + 1);
    assertThat(csms.actions()).contains("StatusNotification");
    assertThat(lines).contains("CP1: heartbeat interval set to 10");
  }

  @Test
  void intervalOfZeroLeavesTheChoiceToTheChargePoint() {
    booted(OcppVersion.V1_6, 0);

    assertThat(lines).contains("CP1: heartbeat interval set to 300");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Pending", "Rejected"})
  void unacceptedChargePointAsksAgainAfterTheInterval(String status) {
    connected(OcppVersion.V2_0_1);
    csms.answers(boot(status, 20));

    timers.turn(Duration.ofSeconds(19));
    assertThat(csms.actions()).hasSize(1);

    timers.turn(Duration.ofSeconds(1));
    assertThat(csms.actions()).containsExactly("BootNotification", "BootNotification");
  }

  @Test
  void unacceptedChargePointWithIntervalZeroChoosesItsWait() {
    connected(OcppVersion.V1_6);
    csms.answers(boot("Rejected", 0));

    timers.turn(Duration.ofSeconds(60));

    assertThat(csms.actions()).hasSize(2);
  }

  @Test
  void bootThatFailsIsRepeated() {
    connected(OcppVersion.V1_6);
    csms.failsWith("InternalError");

    timers.turn(Duration.ofSeconds(60));

    assertThat(csms.actions()).hasSize(2);
  }

  @Test
  void bootThatIsNotAnsweredIsRepeated() {
    ChargePoint chargePoint = connected(OcppVersion.V1_6);

    timers.turn(Duration.ofSeconds(90));

    assertThat(csms.actions()).hasSize(2);
    assertThat(chargePoint.calls().timedOut()).isEqualTo(1);
  }

  // -- calls

  @Test
  void oneCallIsInFlight() {
    booted(OcppVersion.V1_6, 10);

    assertThat(csms.actions()).containsExactly("BootNotification", "StatusNotification");

    csms.answers("{}");
    assertThat(csms.actions())
        .containsExactly("BootNotification", "StatusNotification", "StatusNotification");
  }

  @Test
  void callIsGivenUpAfterThirtySeconds() {
    booted(OcppVersion.V1_6, 1000);

    timers.turn(Duration.ofSeconds(29));
    assertThat(csms.actions()).hasSize(2);

    timers.turn(Duration.ofSeconds(1));
    assertThat(csms.actions()).hasSize(3);
  }

  @Test
  void lateAnswerGoesToNobody() {
    ChargePoint chargePoint = booted(OcppVersion.V1_6, 1000);
    String late = csms.lastFrame().split("\"")[1];
    timers.turn(Duration.ofSeconds(30));

    csms.says("[3,\"" + late + "\",{}]");

    assertThat(chargePoint.calls()).isEqualTo(new CallCounts(3, 1, 0, 1, 0));
  }

  @Test
  void heartbeatWaitsForTheAnswerToTheLast() {
    booted(OcppVersion.V2_0_1, 10);
    csms.answers("{}");
    assertThat(beats()).isEqualTo(1);

    timers.turn(Duration.ofSeconds(25));

    assertThat(beats()).isEqualTo(1);
  }

  @Test
  void everyCallIsCountedOnce() {
    ChargePoint chargePoint = booted(OcppVersion.V2_0_1, 10);
    csms.failsWith("InternalError");
    timers.turn(Duration.ofSeconds(30));
    csms.line().onClosed(1006, "");

    assertThat(chargePoint.calls()).isEqualTo(new CallCounts(4, 1, 1, 1, 1));
    assertThat(chargePoint.calls().inFlight()).isZero();
  }

  // -- commands

  @ParameterizedTest
  @EnumSource
  void unknownCommandIsNotImplemented(OcppVersion version) {
    booted(version, 10);

    csms.says("[2,\"x\",\"MakeCoffee\",{}]");

    assertThat(csms.lastFrame()).startsWith("[4,\"x\",\"NotImplemented\",");
  }

  @Test
  void commandThatViolatesItsSchemaIsRefusedByTheRightCode() {
    booted(OcppVersion.V1_6, 10);

    csms.says("[2,\"x\",\"Reset\",{}]");

    assertThat(csms.lastFrame()).startsWith("[4,\"x\",\"OccurenceConstraintViolation\",");
  }

  @ParameterizedTest
  @EnumSource
  void commandBeforeAcceptanceIsASecurityError(OcppVersion version) {
    connected(version);

    csms.says("[2,\"x\",\"ClearCache\",{}]");

    assertThat(csms.lastFrame()).startsWith("[4,\"x\",\"SecurityError\",");
  }

  @Test
  void rejectedChargePointOf16DoesNotAnswer() {
    connected(OcppVersion.V1_6);
    csms.answers(boot("Rejected", 20));
    int frames = csms.frames.size();

    csms.says("[2,\"x\",\"ClearCache\",{}]");

    assertThat(csms.frames).hasSize(frames);
  }

  @Test
  void rejectedChargePointOf2AnswersSecurityError() {
    connected(OcppVersion.V2_1);
    csms.answers(boot("Rejected", 20));

    csms.says("[2,\"x\",\"ClearCache\",{}]");

    assertThat(csms.lastFrame()).startsWith("[4,\"x\",\"SecurityError\",");
  }

  @Test
  void pendingChargePointAnswersAndBootsWhenTold() {
    connected(OcppVersion.V2_0_1);
    csms.answers(boot("Pending", 1000));

    csms.says("[2,\"x\",\"TriggerMessage\",{\"requestedMessage\":\"BootNotification\"}]");

    assertThat(csms.frames.get(1)).isEqualTo("[3,\"x\",{\"status\":\"Accepted\"}]");
    assertThat(csms.lastFrame()).contains("BootNotification", "\"reason\":\"Triggered\"");
  }

  @Test
  void answersDoNotWaitForCallsInFlight() {
    booted(OcppVersion.V1_6, 10);

    csms.says("[2,\"x\",\"ClearCache\",{}]");

    assertThat(csms.lastFrame()).isEqualTo("[3,\"x\",{\"status\":\"Accepted\"}]");
  }

  @Test
  void messageAskedForFollowsItsAnswer() {
    booted(OcppVersion.V1_6, 1000);
    csms.answersAll();

    csms.says("[2,\"x\",\"TriggerMessage\",{\"requestedMessage\":\"Heartbeat\"}]");

    assertThat(csms.frames.get(csms.frames.size() - 2))
        .isEqualTo("[3,\"x\",{\"status\":\"Accepted\"}]");
    assertThat(csms.lastAction()).isEqualTo("Heartbeat");
  }

  @Test
  void changedHeartbeatIntervalIsObeyed() {
    booted(OcppVersion.V1_6, 1000);
    csms.answersAll();
    int beats = beats();

    csms.says("[2,\"x\",\"ChangeConfiguration\",{\"key\":\"HeartbeatInterval\",\"value\":\"5\"}]");
    timers.turn(Duration.ofSeconds(5));

    assertThat(beats()).isEqualTo(beats + 1);
    assertThat(lines).contains("CP1: heartbeat interval set to 5");
  }

  @ParameterizedTest
  @EnumSource
  void resetClosesAndBootsAnew(OcppVersion version) {
    booted(version, 1000);
    csms.answersAll();
    String type = version == OcppVersion.V1_6 ? "Soft" : "Immediate";

    csms.says("[2,\"x\",\"Reset\",{\"type\":\"%s\"}]".formatted(type));
    assertThat(csms.lastFrame()).isEqualTo("[3,\"x\",{\"status\":\"Accepted\"}]");
    assertThat(csms.closes).containsExactly(1000);
    timers.turn(Duration.ofSeconds(1));
    csms.line().onConnected();

    assertThat(csms.lastAction()).isEqualTo("BootNotification");
    if (version != OcppVersion.V1_6) {
      assertThat(csms.lastFrame()).contains("\"reason\":\"RemoteReset\"");
    }
  }

  @Test
  void malformedMessageIsAnsweredAndHarmsNothing() {
    booted(OcppVersion.V2_0_1, 10);

    csms.says("[2,\"x\"");
    assertThat(csms.lastFrame()).startsWith("[4,\"x\",\"RpcFrameworkError\",");
    csms.says("[2,\"y\",\"ClearCache\",{}]");

    assertThat(csms.lastFrame()).startsWith("[3,\"y\",");
  }

  @Test
  void sendIsNeverAnswered() {
    booted(OcppVersion.V2_1, 10);
    int frames = csms.frames.size();

    csms.says("[6,\"x\",\"NotifyPeriodicEventStream\",{}]");

    assertThat(csms.frames).hasSize(frames);
  }

  // -- connections

  @Test
  void lostConnectionIsDialledAgainWithBackOff() {
    booted(OcppVersion.V1_6, 1000);
    csms.line().onClosed(1006, "");
    assertThat(lines.getLast())
        .isEqualTo("CP1: not connected (closed with 1006); next attempt in 4 s");

    for (int wait : new int[] {4, 8, 16, 16}) {
      int dials = csms.dials;
      timers.turn(Duration.ofSeconds(wait).minusMillis(1));
      assertThat(csms.dials).isEqualTo(dials);
      timers.turn(Duration.ofMillis(1));
      assertThat(csms.dials).isEqualTo(dials + 1);
      csms.line().onUnreachable("Connection refused");
    }
  }

  @Test
  void successResetsTheBackOff() {
    booted(OcppVersion.V1_6, 1000);
    csms.line().onClosed(1006, "");
    timers.turn(Duration.ofSeconds(4));
    csms.line().onUnreachable("Connection refused");
    timers.turn(Duration.ofSeconds(8));
    csms.line().onConnected();

    csms.line().onClosed(1012, "restart");

    assertThat(lines.getLast()).contains("(closed with 1012 restart); next attempt in 4 s");
  }

  @Test
  void acceptedChargePointDoesNotBootAgainWhenItReconnects() {
    booted(OcppVersion.V1_6, 1000);
    csms.answersAll();
    int frames = csms.frames.size();

    csms.line().onClosed(1006, "");
    timers.turn(Duration.ofSeconds(4));
    csms.line().onConnected();

    assertThat(csms.frames).hasSize(frames + 1);
    assertThat(csms.lastAction()).isEqualTo("Heartbeat");
    assertThat(connectedLines()).hasSize(2);
  }

  @Test
  void unansweredBootIsRepeatedAtTheNextConnection() {
    connected(OcppVersion.V1_6);

    csms.line().onClosed(1006, "");
    timers.turn(Duration.ofSeconds(4));
    csms.line().onConnected();

    assertThat(csms.actions()).containsExactly("BootNotification", "BootNotification");
  }

  @Test
  void rejectedChargePointKeepsWaitingWhenItReconnects() {
    connected(OcppVersion.V1_6);
    csms.answers(boot("Rejected", 20));
    csms.line().onClosed(1006, "");
    timers.turn(Duration.ofSeconds(4));
    csms.line().onConnected();
    assertThat(csms.actions()).hasSize(1);

    timers.turn(Duration.ofSeconds(16));

    assertThat(csms.actions()).hasSize(2);
  }

  @Test
  void nothingBeatsWithoutAConnection() {
    booted(OcppVersion.V1_6, 10);
    csms.answersAll();
    int beats = beats();

    csms.line().onClosed(1006, "");
    timers.turn(Duration.ofSeconds(3));

    assertThat(beats()).isEqualTo(beats);
    assertThat(timers.waiting()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404})
  void chargePointRefusedAtFirstIsRejected(int status) {
    started(OcppVersion.V1_6);

    csms.line().onRefused(status, "No");

    assertThat(endings).containsExactly(new Ending.Rejected(status, "No"));
    assertThat(lines.getLast()).isEqualTo("CP1: connection rejected: %d No".formatted(status));
    assertThat(timers.waiting()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 503})
  void centralSystemThatCannotNowIsTriedAgain(int status) {
    started(OcppVersion.V1_6);

    csms.line().onRefused(status, "Later");
    timers.turn(Duration.ofSeconds(4));

    assertThat(endings).isEmpty();
    assertThat(csms.dials).isEqualTo(2);
  }

  @Test
  void chargePointRefusedLaterTriesAgain() {
    booted(OcppVersion.V1_6, 10);
    csms.line().onClosed(1006, "");
    timers.turn(Duration.ofSeconds(4));

    csms.line().onRefused(404, "Not Found");

    assertThat(endings).isEmpty();
    assertThat(lines.getLast())
        .isEqualTo("CP1: not connected (refused with HTTP 404 Not Found); next attempt in 8 s");
  }

  @Test
  void unreachableCentralSystemEndsTheFirstAttempt() {
    started(OcppVersion.V1_6);

    csms.line().onUnreachable("Connection refused");

    assertThat(endings).containsExactly(new Ending.Unreachable("Connection refused"));
    assertThat(endings.getFirst().failed()).isTrue();
  }

  @Test
  void policyViolationEndsTheChargePoint() {
    connected(OcppVersion.V1_6);

    csms.line().onClosed(1008, "Charge Point CP1 not registered as an IoT Thing");

    assertThat(endings.getFirst().failed()).isTrue();
    assertThat(lines.getLast())
        .isEqualTo(
            "CP1: connection rejected: 1008 Charge Point CP1 not registered as an IoT Thing");
    assertThat(timers.waiting()).isZero();
  }

  @Test
  void chargePointThatIsReplacedDoesNotComeBack() {
    booted(OcppVersion.V1_6, 10);

    csms.line().onClosed(1000, "");

    assertThat(endings).containsExactly(new Ending.Replaced(""));
    assertThat(endings.getFirst().failed()).isFalse();
    assertThat(lines.getLast()).isEqualTo("CP1: connection closed by central system: 1000");
    assertThat(timers.waiting()).isZero();
  }

  @Test
  void stoppedChargePointClosesItsConnection() {
    ChargePoint chargePoint = booted(OcppVersion.V1_6, 10);

    chargePoint.stop();
    chargePoint.stop();

    assertThat(csms.closes).containsExactly(1000);
    assertThat(endings).containsExactly(new Ending.Stopped());
    assertThat(timers.waiting()).isZero();
  }

  @Test
  void stoppedChargePointDialsNoMore() {
    ChargePoint chargePoint = booted(OcppVersion.V1_6, 10);
    csms.line().onClosed(1006, "");

    chargePoint.stop();
    timers.turn(Duration.ofDays(1));

    assertThat(csms.dials).isEqualTo(1);
  }

  private ChargePoint started(OcppVersion version) {
    ChargePointOptions options =
        ChargePointOptions.of(
                URI.create("ws://localhost"),
                ChargePointId.ofIdentity("CP1").orElseThrow(),
                version)
            .withRetryBackOff(BACK_OFF);
    Surroundings surroundings =
        new Surroundings(csms, timers, timers, new Random(1), SCHEMAS, new LinePrinter(lines::add));
    ChargePoint chargePoint = new ChargePoint(options, surroundings, endings::add);
    chargePoint.start();
    return chargePoint;
  }

  private ChargePoint connected(OcppVersion version) {
    ChargePoint chargePoint = started(version);
    csms.line().onConnected();
    return chargePoint;
  }

  private ChargePoint booted(OcppVersion version, int interval) {
    ChargePoint chargePoint = connected(version);
    csms.answers(boot("Accepted", interval));
    return chargePoint;
  }

  private static String boot(String status, int interval) {
    return "{\"currentTime\":\"2026-01-01T00:00:00Z\",\"interval\":%d,\"status\":\"%s\"}"
        .formatted(interval, status);
  }

  private List<String> connectedLines() {
    return lines.stream().filter("CP1: connected to central system"::equals).toList();
  }

  private int beats() {
    return (int) csms.actions().stream().filter("Heartbeat"::equals).count();
  }
}
