package io.ocppgateway.simulator.chargepoint;

import static io.ocppgateway.ocpp.OcppVersion.V1_6;
import static io.ocppgateway.ocpp.OcppVersion.V2_0_1;
import static io.ocppgateway.ocpp.OcppVersion.V2_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.simulator.behaviour.Driver;
import io.ocppgateway.simulator.behaviour.Profile;
import io.ocppgateway.simulator.behaviour.RetryBackOff;
import io.ocppgateway.simulator.behaviour.Span;
import io.ocppgateway.simulator.behaviour.Use;
import io.ocppgateway.simulator.chargepoint.AnsweringCentralSystem.Call;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Charging sessions, told to a central system that takes no invalid message.
class ChargingTest {

  private static final Duration PAUSE = Duration.ofMinutes(30);
  private static final Duration LENGTH = Duration.ofMinutes(25);
  private static final Duration UNPLUGGING = Duration.ofMinutes(2);

  /// A vehicle within half an hour, which charges 25 minutes with three readings at 12 kW.
  private static final Profile SESSIONS =
      Profile.BUSY.withUse(
          new Use.Sessions(
              Span.of(PAUSE), Span.of(LENGTH), UNPLUGGING, Duration.ofMinutes(8), 12_000));

  private final ManualTimers timers = new ManualTimers();
  private final List<String> heard = new ArrayList<>();
  private AnsweringCentralSystem csms;
  private ChargePoint chargePoint;

  // -- a session

  @Test
  void sessionOf16IsToldAsTheSpecificationHasIt() {
    start(V1_6, SESSIONS);

    timers.turn(PAUSE.plus(LENGTH).plus(UNPLUGGING));

    assertThat(session())
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
    assertThat(csms.calls("MeterValues"))
        .allSatisfy(call -> assertThat(call.text("/transactionId")).isEqualTo("1"));
    Call stop = csms.last("StopTransaction");
    assertThat(stop.text("/transactionId")).isEqualTo("1");
    assertThat(stop.text("/reason")).isEqualTo("Local");
    assertThat(stop.text("/idTag")).isEqualTo(Driver.CARD);
    assertThat(heard).containsExactly("began", "ended");
  }

  @ParameterizedTest
  @EnumSource(names = {"V2_0_1", "V2_1"})
  void sessionOf2IsToldAsTheSpecificationHasIt(OcppVersion version) {
    start(version, SESSIONS);

    timers.turn(PAUSE.plus(LENGTH).plus(UNPLUGGING));

    assertThat(session())
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
    assertThat(csms.calls("TransactionEvent"))
        .extracting(call -> call.text("/transactionInfo/transactionId"))
        .containsOnly(csms.last("TransactionEvent").text("/transactionInfo/transactionId"));
    assertThat(csms.last("TransactionEvent").text("/transactionInfo/stoppedReason"))
        .isEqualTo("Local");
    assertThat(heard).containsExactly("began", "ended");
  }

  @ParameterizedTest
  @EnumSource
  void energyIsPowerTimesTimeAndGoesOnFromSessionToSession(OcppVersion version) {
    start(version, SESSIONS);

    timers.turn(PAUSE.plus(LENGTH).plus(UNPLUGGING).multipliedBy(2));

    // 12 kW for 8, 16, 24 and 25 minutes, twice.
    assertThat(energies())
        .containsExactly(
            0L, 1600L, 3200L, 4800L, 5000L, 5000L, 6600L, 8200L, 9800L, 10_000L);
  }

  @ParameterizedTest
  @EnumSource
  void driverWhoIsRefusedLeaves(OcppVersion version) {
    start(version, SESSIONS);
    csms.answers("Authorize", refusal(version));

    timers.turn(PAUSE.plusSeconds(1));

    assertThat(session())
        .startsWith("StatusNotification " + (version == V1_6 ? "Preparing" : "Occupied"))
        .endsWith("Authorize", "StatusNotification Available");
    assertThat(csms.transactionMessages()).isEmpty();
    assertThat(heard).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void driverWhoIsRefusedInTheTransactionIsStopped(OcppVersion version) {
    start(version, SESSIONS);
    String start = version == V1_6 ? "StartTransaction" : "TransactionEvent";
    csms.answers(
        start,
        version == V1_6
            ? "{'idTagInfo':{'status':'Blocked'},'transactionId':7}"
            : refusal(version));

    timers.turn(PAUSE.plusSeconds(2));

    Call stop = csms.transactionMessages().getLast();
    assertThat(stop.text("/reason") + stop.text("/transactionInfo/stoppedReason"))
        .isEqualTo("DeAuthorized");
  }

  @Test
  void centralSystemThatKnowsNoTransactionsHearsOfThemAllTheSame() {
    start(V1_6, SESSIONS);
    csms.failsWith("Authorize", "NotImplemented");
    csms.failsWith("StartTransaction", "NotImplemented");

    timers.turn(PAUSE.plus(LENGTH).plus(UNPLUGGING));

    assertThat(csms.calls("StartTransaction")).hasSize(1);
    assertThat(csms.calls("MeterValues")).hasSize(3);
    assertThat(csms.last("MeterValues").text("/transactionId")).isEqualTo("-1");
    assertThat(csms.last("StopTransaction").text("/transactionId")).isEqualTo("-1");
    assertThat(chargePoint.calls().failed()).isEqualTo(2);
    assertThat(heard).containsExactly("began", "given up StartTransaction", "ended");
  }

  @Test
  void chargePointsThatStartTogetherDoNotGoInStep() {
    List<Duration> arrivals =
        IntStream.range(0, 30).mapToObj(this::firstArrival).sorted().toList();

    assertThat(arrivals.getFirst()).isLessThan(PAUSE.dividedBy(4));
    assertThat(arrivals.getLast()).isGreaterThan(PAUSE.dividedBy(4).multipliedBy(3));
    assertThat(arrivals).doesNotHaveDuplicates();
  }

  private Duration firstArrival(int seed) {
    csms = new AnsweringCentralSystem(timers, V1_6);
    Instant begin = timers.instant();
    start(V1_6, SESSIONS, new Random(seed));
    timers.turn(PAUSE);
    chargePoint.stop();
    return Duration.between(begin, csms.calls("Authorize").getFirst().at());
  }

  // -- commands

  @ParameterizedTest
  @EnumSource
  void centralSystemStartsAndStopsATransaction(OcppVersion version) {
    start(version, Profile.HEARTBEAT);
    assertThat(remoteStart(version)).isEqualTo("Accepted");
    timers.turn(Duration.ofSeconds(150));
    assertThat(remoteStart(version)).as("a second one").isEqualTo("Rejected");
    assertThat(remoteStop(version, "99")).isEqualTo("Rejected");

    String answer = remoteStop(version, transactionId(version));
    timers.turn(Duration.ofMinutes(1));

    assertThat(answer).isEqualTo("Accepted");
    assertThat(csms.calls("Authorize")).isEmpty();
    assertThat(energies()).hasSize(4);
    Call stop = csms.transactionMessages().getLast();
    assertThat(stop.text("/reason") + stop.text("/transactionInfo/stoppedReason"))
        .isEqualTo("Remote");
    if (version != V1_6) {
      Call began = csms.transactionMessages().getFirst();
      assertThat(began.text("/triggerReason")).isEqualTo("RemoteStart");
      assertThat(began.text("/transactionInfo/remoteStartId")).isEqualTo("42");
    }
    assertThat(session().getLast()).isEqualTo("StatusNotification Available");
  }

  @Test
  void remoteDriverIsAuthorizedWhereTheOperatorWantsIt() {
    start(V1_6, Profile.IDLE);
    csms.commands(
        "ChangeConfiguration", "{'key':'AuthorizeRemoteTxRequests','value':'true'}");

    remoteStart(V1_6);
    timers.turn(Duration.ofSeconds(1));

    assertThat(csms.last("Authorize").text("/idTag")).isEqualTo("REMOTE");
    assertThat(csms.calls("StartTransaction")).hasSize(1);
  }

  @Test
  void intervalOfReadingsIsTheOperators() {
    start(V2_0_1, Profile.IDLE);
    csms.commands(
        "SetVariables",
        "{'setVariableData':[{'attributeValue':'10','component':{'name':'SampledDataCtrlr'},"
            + "'variable':{'name':'TxUpdatedInterval'}}]}");

    remoteStart(V2_0_1);
    timers.turn(Duration.ofSeconds(61));

    assertThat(csms.calls("TransactionEvent")).hasSize(2 + 6);
  }

  @Test
  void unlockingEndsTheTransactionIn16() {
    start(V1_6, Profile.HEARTBEAT);
    remoteStart(V1_6);
    timers.turn(Duration.ofSeconds(5));

    String answer = csms.statusOf("UnlockConnector", "{'connectorId':1}");
    timers.turn(Duration.ofSeconds(5));

    assertThat(answer).isEqualTo("Unlocked");
    assertThat(csms.last("StopTransaction").text("/reason")).isEqualTo("UnlockCommand");
  }

  @Test
  void unlockingDoesNotEndTheTransactionIn2() {
    start(V2_1, Profile.HEARTBEAT);
    remoteStart(V2_1);
    timers.turn(Duration.ofSeconds(5));

    String answer = csms.statusOf("UnlockConnector", "{'evseId':1,'connectorId':1}");

    assertThat(answer).isEqualTo("OngoingAuthorizedTransaction");
  }

  @ParameterizedTest
  @EnumSource
  void connectorBecomesUnavailableWhenTheTransactionIsOver(OcppVersion version) {
    start(version, Profile.HEARTBEAT);
    remoteStart(version);
    timers.turn(Duration.ofSeconds(5));
    String answer =
        csms.statusOf(
            "ChangeAvailability",
            version == V1_6
                ? "{'connectorId':0,'type':'Inoperative'}"
                : "{'operationalStatus':'Inoperative'}");
    List<String> before = session();

    remoteStop(version, transactionId(version));
    timers.turn(Duration.ofMinutes(1));

    assertThat(answer).isEqualTo("Scheduled");
    assertThat(before).doesNotContain("StatusNotification Unavailable");
    assertThat(session().getLast()).isEqualTo("StatusNotification Unavailable");
    assertThat(remoteStart(version)).isEqualTo("Rejected");
  }

  @ParameterizedTest
  @EnumSource
  void readingIsToldWhenTheCentralSystemAsks(OcppVersion version) {
    start(version, Profile.HEARTBEAT);
    remoteStart(version);
    timers.turn(Duration.ofSeconds(30));

    String answer = csms.statusOf("TriggerMessage", "{'requestedMessage':'MeterValues'}");
    timers.turn(Duration.ofSeconds(1));

    assertThat(answer).isEqualTo("Accepted");
    Call told = csms.last("MeterValues");
    assertThat(told.text("/meterValue/0/sampledValue/0/context")).isEqualTo("Trigger");
    assertThat(told.text("/meterValue/0/sampledValue/0/value")).isEqualTo("91");
    assertThat(told.text("/transactionId")).isEqualTo(version == V1_6 ? "1" : "");
  }

  @Test
  void transactionIsToldWhenTheCentralSystemAsks() {
    start(V2_0_1, Profile.HEARTBEAT);
    String trigger = "{'requestedMessage':'TransactionEvent'}";
    assertThat(csms.statusOf("TriggerMessage", trigger)).isEqualTo("Rejected");
    remoteStart(V2_0_1);
    timers.turn(Duration.ofSeconds(5));

    String answer = csms.statusOf("TriggerMessage", trigger);
    timers.turn(Duration.ofSeconds(1));

    assertThat(answer).isEqualTo("Accepted");
    assertThat(session().getLast()).isEqualTo("TransactionEvent Updated Trigger Charging 2");
  }

  @ParameterizedTest
  @EnumSource
  void resetInGoodOrderTellsTheEndFirst(OcppVersion version) {
    start(version, Profile.HEARTBEAT);
    remoteStart(version);
    timers.turn(Duration.ofSeconds(5));

    csms.commands("Reset", version == V1_6 ? "{'type':'Soft'}" : "{'type':'Immediate'}");
    assertThat(csms.closes).isEmpty();
    timers.turn(Duration.ofSeconds(5));

    assertThat(csms.closes).containsExactly(1000);
    Call stop = csms.transactionMessages().getLast();
    assertThat(stop.text("/reason") + stop.text("/transactionInfo/stoppedReason"))
        .isEqualTo(version == V1_6 ? "SoftReset" : "ImmediateReset");
    assertThat(csms.calls("BootNotification")).hasSize(2);
    assertThat(csms.actions().indexOf(stop.action()))
        .isLessThan(csms.actions().lastIndexOf("BootNotification"));
    assertThat(session().getLast()).isEqualTo("StatusNotification Available");
  }

  @Test
  void hardResetTellsTheEndAfterTheBoot() {
    start(V1_6, Profile.HEARTBEAT);
    remoteStart(V1_6);
    timers.turn(Duration.ofSeconds(5));

    csms.commands("Reset", "{'type':'Hard'}");
    assertThat(csms.closes).containsExactly(1000);
    timers.turn(Duration.ofSeconds(5));

    assertThat(csms.last("StopTransaction").text("/reason")).isEqualTo("HardReset");
    assertThat(csms.last("StopTransaction").text("/transactionId")).isEqualTo("1");
    assertThat(csms.actions().lastIndexOf("StopTransaction"))
        .isGreaterThan(csms.actions().lastIndexOf("BootNotification"));
  }

  @Test
  void resetOnIdleWaitsForTheTransaction() {
    start(V2_0_1, Profile.HEARTBEAT);
    remoteStart(V2_0_1);
    timers.turn(Duration.ofMinutes(5));

    String answer = csms.statusOf("Reset", "{'type':'OnIdle'}");
    timers.turn(Duration.ofMinutes(5));
    assertThat(csms.closes).isEmpty();
    remoteStop(V2_0_1, transactionId(V2_0_1));
    timers.turn(Duration.ofSeconds(5));

    assertThat(answer).isEqualTo("Scheduled");
    assertThat(csms.closes).containsExactly(1000);
    assertThat(csms.calls("BootNotification")).hasSize(2);
  }

  @Test
  void restartWaitsNoLongerThanThirtySeconds() {
    start(V1_6, Profile.HEARTBEAT);
    remoteStart(V1_6);
    timers.turn(Duration.ofSeconds(5));
    csms.isSilentTo("StopTransaction");

    csms.commands("Reset", "{'type':'Soft'}");
    timers.turn(Duration.ofSeconds(29));
    assertThat(csms.closes).isEmpty();
    csms.hearsAgain("StopTransaction");
    timers.turn(Duration.ofMinutes(3));

    assertThat(csms.closes).containsExactly(1000);
    assertThat(csms.calls("BootNotification")).hasSize(2);
    assertThat(csms.calls("StopTransaction").size()).isGreaterThan(1);
  }

  // -- without a connection

  @ParameterizedTest
  @EnumSource
  void sessionWithoutAConnectionIsToldAfterwardsInOrder(OcppVersion version) {
    start(version, SESSIONS);
    csms.goesDown();
    timers.turn(PAUSE.plus(LENGTH).plus(UNPLUGGING));
    assertThat(csms.transactionMessages()).isEmpty();
    assertThat(heard).containsExactly("began", "ended");

    csms.comesUp();
    timers.turn(Duration.ofMinutes(2));

    assertThat(csms.calls("Authorize")).isEmpty();
    assertThat(energies()).containsExactly(0L, 1600L, 3200L, 4800L, 5000L);
    assertThat(csms.transactionMessages())
        .extracting(Call::timestamp)
        .isSorted();
    if (version == V1_6) {
      assertThat(csms.last("StopTransaction").text("/transactionId")).isEqualTo("1");
    } else {
      assertThat(csms.transactionMessages())
          .allSatisfy(call -> assertThat(call.text("/offline")).isEqualTo("true"))
          .extracting(call -> call.text("/seqNo"))
          .containsExactly("0", "1", "2", "3", "4", "5");
    }
  }

  @Test
  void onlyTheStatusThatIsNewIsToldAfterAReconnect() {
    start(V1_6, SESSIONS);
    csms.goesDown();
    timers.turn(PAUSE.plusSeconds(1));
    int before = csms.calls("StatusNotification").size();
    csms.comesUp();
    timers.turn(Duration.ofMinutes(2));
    assertThat(csms.calls("StatusNotification")).hasSize(before + 1);
    assertThat(csms.last("StatusNotification").text("/status")).isEqualTo("Charging");

    csms.goesDown();
    csms.comesUp();
    timers.turn(Duration.ofMinutes(2));

    assertThat(csms.calls("StatusNotification")).hasSize(before + 1);
  }

  @Test
  void connectionLostWhileTheDriverIsAskedForLetsHimCharge() {
    start(V1_6, SESSIONS);
    csms.isSilentTo("Authorize");
    while (csms.calls("Authorize").isEmpty()) {
      timers.turn(Duration.ofSeconds(1));
    }

    csms.goesDown();

    assertThat(heard).containsExactly("began");
  }

  // -- a central system that fails

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void messageOfATransactionIsSentThreeTimesLaterEachTime(boolean answered) {
    start(V1_6, Profile.HEARTBEAT);
    if (answered) {
      csms.failsWith("StartTransaction", "InternalError");
    } else {
      csms.isSilentTo("StartTransaction");
    }
    Duration fate = answered ? AnsweringCentralSystem.MOMENT : Calls.TIMEOUT;

    remoteStart(V1_6);
    timers.turn(Duration.ofMinutes(10));

    List<Call> starts = csms.calls("StartTransaction");
    assertThat(starts).hasSize(3);
    assertThat(Duration.between(starts.get(0).at(), starts.get(1).at()))
        .isEqualTo(fate.plusSeconds(60));
    assertThat(Duration.between(starts.get(1).at(), starts.get(2).at()))
        .isEqualTo(fate.plusSeconds(120));
    assertThat(heard).containsExactly("began", "given up StartTransaction");
    assertThat(csms.last("MeterValues").text("/transactionId")).isEqualTo("-1");
    assertThat(chargePoint.calls().lost()).isEqualTo(answered ? 0 : 3);
  }

  @Test
  void otherMessagesOvertakeThoseThatWait() {
    start(V1_6, Profile.HEARTBEAT);
    csms.failsWith("StartTransaction", "InternalError");

    remoteStart(V1_6);
    timers.turn(Duration.ofSeconds(150));

    assertThat(csms.calls("StartTransaction")).hasSize(2);
    assertThat(session()).contains("StatusNotification Charging").doesNotContain("MeterValues");
  }

  @Test
  void messageCutOffIsSentAgainAndCountsAsNoFailure() {
    start(V1_6, Profile.HEARTBEAT);
    csms.isSilentTo("StartTransaction");
    remoteStart(V1_6);
    for (int i = 0; i < 5; i++) {
      timers.turn(Duration.ofSeconds(20));
      csms.goesDown();
      csms.comesUp();
    }
    csms.hearsAgain("StartTransaction");

    timers.turn(Duration.ofMinutes(2));

    assertThat(heard).containsExactly("began");
    assertThat(csms.calls("StartTransaction").size()).isGreaterThan(3);
    assertThat(csms.last("MeterValues").text("/transactionId")).isEqualTo("1");
  }

  // -- the clock

  @ParameterizedTest
  @EnumSource
  void timestampsFollowTheCentralSystem(OcppVersion version) {
    csms = new AnsweringCentralSystem(timers, version);
    csms.isAheadBy(Duration.ofHours(3));

    start(version, Profile.HEARTBEAT, new Random(1));

    assertThat(csms.last("StatusNotification").text("/timestamp"))
        .startsWith("2026-01-01T03:00:00");
    csms.isAheadBy(Duration.ofDays(-1));
    timers.turn(Duration.ofMinutes(10));
    csms.commands("TriggerMessage", "{'requestedMessage':'StatusNotification'}");
    timers.turn(Duration.ofSeconds(1));
    assertThat(csms.last("StatusNotification").text("/timestamp")).startsWith("2025-12-31T00:1");
  }

  // -- beats

  @Test
  void idleChargePointBeatsOnceADay() {
    start(V2_0_1, Profile.IDLE);

    timers.turn(Duration.ofDays(3));

    assertThat(csms.calls("Heartbeat")).hasSize(4);
    assertThat(csms.actions()).hasSize(4 + 2);
  }

  private void start(OcppVersion version, Profile profile) {
    csms = new AnsweringCentralSystem(timers, version);
    start(version, profile, new Random(1));
  }

  private void start(OcppVersion version, Profile profile, Random random) {
    ChargePointOptions options =
        ChargePointOptions.of(
                URI.create("ws://localhost"),
                ChargePointId.ofIdentity("CP1").orElseThrow(),
                version)
            .withProfile(profile)
            .withRetryBackOff(
                new RetryBackOff(Duration.ofSeconds(1), Duration.ofSeconds(1), 2));
    Surroundings surroundings =
        new Surroundings(
            csms, timers, timers, random, AnsweringCentralSystem.SCHEMAS, new Listener());
    chargePoint = new ChargePoint(options, surroundings, _ -> {});
    chargePoint.start();
    timers.turn(Duration.ofSeconds(1));
  }

  private final class Listener implements ChargePointListener {
    @Override
    public void transactionBegan(ChargePointId id) {
      heard.add("began");
    }

    @Override
    public void transactionEnded(ChargePointId id) {
      heard.add("ended");
    }

    @Override
    public void transactionMessageGivenUp(ChargePointId id, String action) {
      heard.add("given up " + action);
    }
  }

  /// What is said after the boot, heartbeats left out.
  private List<String> session() {
    return csms.calls.stream()
        .skip(1)
        .filter(call -> !call.action().equals("Heartbeat"))
        .map(ChargingTest::words)
        .dropWhile("StatusNotification Available"::equals)
        .toList();
  }

  private static String words(Call call) {
    return switch (call.action()) {
      case "StatusNotification" ->
          "StatusNotification " + call.text("/status") + call.text("/connectorStatus");
      case "TransactionEvent" ->
          String.join(
              " ",
              "TransactionEvent",
              call.text("/eventType"),
              call.text("/triggerReason"),
              call.text("/transactionInfo/chargingState"),
              call.text("/seqNo"));
      default -> call.action();
    };
  }

  private List<Long> energies() {
    return csms.transactionMessages().stream()
        .map(call ->
            call.text("/meterStart")
                + call.text("/meterStop")
                + call.text("/meterValue/0/sampledValue/0/value"))
        .filter(text -> !text.isEmpty())
        .map(Long::valueOf)
        .toList();
  }

  private String remoteStart(OcppVersion version) {
    return version == V1_6
        ? csms.statusOf("RemoteStartTransaction", "{'idTag':'REMOTE'}")
        : csms.statusOf(
            "RequestStartTransaction",
            "{'remoteStartId':42,'idToken':{'idToken':'REMOTE','type':'Central'}}");
  }

  private String remoteStop(OcppVersion version, String transactionId) {
    return version == V1_6
        ? csms.statusOf("RemoteStopTransaction", "{'transactionId':%s}".formatted(transactionId))
        : csms.statusOf(
            "RequestStopTransaction", "{'transactionId':'%s'}".formatted(transactionId));
  }

  private String transactionId(OcppVersion version) {
    return version == V1_6
        ? "1"
        : csms.last("TransactionEvent").text("/transactionInfo/transactionId");
  }

  private static String refusal(OcppVersion version) {
    return version == V1_6
        ? "{'idTagInfo':{'status':'Blocked'}}"
        : "{'idTokenInfo':{'status':'Blocked'}}";
  }
}
