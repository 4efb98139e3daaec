package io.ocppgateway.simulator.chargepoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.ocpp.schema.Schemas;
import io.ocppgateway.simulator.behaviour.RetryBackOff;
import io.ocppgateway.simulator.options.ChargePointOptions;
import io.ocppgateway.simulator.options.Company;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a charge point does for a fleet: it tells where it stands, spreads its heartbeats and ends
/// in order.
class InAFleetTest {

  private static final Schemas SCHEMAS = new Schemas();
  private static final String ACCEPTED =
      "{\"currentTime\":\"2026-01-01T00:00:00Z\",\"interval\":100,\"status\":\"Accepted\"}";

  private final ManualTimers timers = new ManualTimers();
  private final ScriptedCentralSystem csms = new ScriptedCentralSystem();
  private final List<String> phases = new ArrayList<>();
  private final List<EndedCall> endedCalls = new ArrayList<>();
  private final List<Ending> endings = new ArrayList<>();

  // -- phases

  @Test
  void eachPhaseIsToldWithTheOneBefore() {
    ChargePoint chargePoint = started(1);
    csms.line().onConnected();
    csms.answers(ACCEPTED);
    csms.line().onClosed(1006, "");
    timers.turn(Duration.ofSeconds(5));

    chargePoint.stop();

    assertThat(phases)
        .containsExactly(
            "NEW > DIALING",
            "DIALING > CONNECTED",
            "CONNECTED > WAITING",
            "WAITING > DIALING",
            "DIALING > ENDED");
  }

  @Test
  void firstAttemptIsNotTheLastOne() {
    started(1);

    csms.line().onUnreachable("Connection refused");
    timers.turn(Duration.ofSeconds(5));

    assertThat(csms.dials).isEqualTo(2);
    assertThat(endings).isEmpty();
  }

  // -- heartbeats

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void firstBeatComesWithinTheIntervalAndTheOthersKeepIt(int seed) {
    booted(seed);
    int talk = csms.frames.size();

    timers.turn(Duration.ofSeconds(100));
    csms.answersAll();
    assertThat(beats()).isEqualTo(1);

    timers.turn(Duration.ofSeconds(99));
    csms.answersAll();
    timers.turn(Duration.ofSeconds(1));
    assertThat(beats()).isEqualTo(2);
    assertThat(csms.actions().subList(talk - 1, talk + 1)).contains("Heartbeat");
  }

  @Test
  void chargePointsThatComeBackTogetherDoNotBeatTogether() {
    List<Duration> waits = new ArrayList<>();

    for (int seed = 0; seed < 100; seed++) {
      waits.add(Company.IN_A_FLEET.untilFirstBeat(Duration.ofSeconds(100), new Random(seed)));
    }

    assertThat(waits).allMatch(wait -> wait.compareTo(Duration.ofSeconds(100)) <= 0);
    assertThat(waits.stream().map(wait -> wait.toSeconds() / 10).distinct()).hasSize(10);
  }

  @Test
  void beatsAreToldWithTheirInterval() {
    booted(1);

    timers.turn(Duration.ofSeconds(100));
    csms.answersAll();

    assertThat(endedCalls)
        .filteredOn(call -> call.nanosBetween() != 0)
        .singleElement()
        .satisfies(call -> assertThat(call.action()).isEqualTo("Heartbeat"))
        .satisfies(
            call -> assertThat(call.nanosBetween()).isEqualTo(Duration.ofSeconds(100).toNanos()));
  }

  // -- the end

  @Test
  void chargePointThatFinishesAwaitsItsAnswer() {
    ChargePoint chargePoint = booted(1);
    awaitBeat();

    chargePoint.finish();
    List<Ending> before = List.copyOf(endings);
    csms.answers("{}");

    assertThat(before).isEmpty();
    assertThat(endings).containsExactly(new Ending.Stopped());
    assertThat(csms.closes).containsExactly(1000);
    assertThat(chargePoint.calls().cutOff()).isZero();
    assertThat(timers.waiting()).isZero();
  }

  @Test
  void whatWasWantedBeforeIsStillSaid() {
    ChargePoint chargePoint = connected(1);
    csms.answers(ACCEPTED);
    assertThat(csms.actions()).containsExactly("BootNotification", "StatusNotification");

    chargePoint.finish();
    csms.answersAll();

    assertThat(csms.actions()).contains("StatusNotification").doesNotContain("Heartbeat");
    assertThat(endedCalls).allMatch(call -> call.outcome() instanceof CallOutcome.Answered);
    assertThat(endings).containsExactly(new Ending.Stopped());
  }

  @Test
  void idleChargePointFinishesAtOnce() {
    ChargePoint chargePoint = booted(1);

    chargePoint.finish();
    chargePoint.finish();

    assertThat(endings).containsExactly(new Ending.Stopped());
    assertThat(csms.closes).containsExactly(1000);
  }

  @Test
  void chargePointWithoutAConnectionFinishesAtOnce() {
    ChargePoint chargePoint = booted(1);
    csms.line().onClosed(1006, "");

    chargePoint.finish();

    assertThat(endings).containsExactly(new Ending.Stopped());
    assertThat(timers.waiting()).isZero();
  }

  @Test
  void silenceEndsTheWaitAndIsALoss() {
    ChargePoint chargePoint = booted(1);
    awaitBeat();

    chargePoint.finish();
    timers.turn(Calls.TIMEOUT);

    assertThat(endings).containsExactly(new Ending.Stopped());
    assertThat(chargePoint.calls().lost()).isEqualTo(1);
  }

  @Test
  void closeEndsTheWaitWithoutAnotherAttempt() {
    ChargePoint chargePoint = booted(1);
    awaitBeat();

    chargePoint.finish();
    csms.line().onClosed(1012, "");
    timers.turn(Duration.ofHours(1));

    assertThat(csms.dials).isEqualTo(1);
    assertThat(phases.getLast()).isEqualTo("CONNECTED > ENDED");
    assertThat(chargePoint.calls().cutOff()).isEqualTo(1);
    assertThat(endings).hasSize(1);
  }

  @Test
  void commandIsAnsweredToTheEndButNothingComesOfIt() {
    ChargePoint chargePoint = booted(1);
    awaitBeat();

    chargePoint.finish();
    csms.says("[2,\"t\",\"TriggerMessage\",{\"requestedMessage\":\"Heartbeat\"}]");
    String answer = csms.lastFrame();
    csms.says("[3,\"%s\",{}]".formatted(heartbeatId()));

    assertThat(answer).startsWith("[3,\"t\",").contains("Accepted");
    assertThat(beats()).isEqualTo(1);
    assertThat(endings).hasSize(1);
  }

  private String heartbeatId() {
    return csms.frames.stream()
        .filter(frame -> frame.contains("\"Heartbeat\""))
        .map(frame -> frame.split("\"")[1])
        .findFirst()
        .orElseThrow();
  }

  private ChargePoint started(int seed) {
    ChargePointListener listener =
        new ChargePointListener() {
          @Override
          public void moved(ChargePointId id, Phase from, Phase to) {
            phases.add(from + " > " + to);
          }

          @Override
          public void callEnded(ChargePointId id, EndedCall call) {
            endedCalls.add(call);
          }
        };
    ChargePoint chargePoint =
        new ChargePoint(
            ChargePointOptions.of(
                    URI.create("ws://localhost"), new ChargePointId("CP1"), OcppVersion.V1_6)
                .withRetryBackOff(new RetryBackOff(Duration.ofSeconds(4), Duration.ZERO, 0))
                .withCompany(Company.IN_A_FLEET),
            new Surroundings(csms, timers, timers, new Random(seed), SCHEMAS, listener),
            endings::add);
    chargePoint.start();
    return chargePoint;
  }

  private ChargePoint connected(int seed) {
    ChargePoint chargePoint = started(seed);
    csms.line().onConnected();
    return chargePoint;
  }

  /// Accepted, and all is said that follows from it.
  private ChargePoint booted(int seed) {
    ChargePoint chargePoint = connected(seed);
    csms.answers(ACCEPTED);
    csms.answersAll();
    return chargePoint;
  }

  private void awaitBeat() {
    timers.turn(timers.untilNext().orElseThrow());
    assertThat(csms.lastAction()).isEqualTo("Heartbeat");
  }

  private long beats() {
    return csms.actions().stream().filter("Heartbeat"::equals).count();
  }
}
