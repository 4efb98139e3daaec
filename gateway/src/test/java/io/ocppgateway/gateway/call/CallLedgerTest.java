package io.ocppgateway.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ocppgateway.ocpp.frame.MessageId;
import io.ocppgateway.ocpp.topic.Undelivered.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The matrix of what can become of a command.
final class CallLedgerTest {

  private static final long SECOND = 1_000_000_000L;
  private static final CallRules RULES =
      new CallRules(2, Duration.ofSeconds(30), Duration.ofSeconds(5));

  /// After the settling.
  private static final long NOW = 5 * SECOND;

  private final Recorder recorder = new Recorder();
  private final CallLedger<String> ledger = new CallLedger<>(RULES, recorder);

  @BeforeEach
  void chargePointIsHeard() {
    ledger.onHeard(0);
  }

  @Test
  void answeredCallReleasesTheNext() {
    offer("a", "b");

    AnswerFate fate = answer("a");

    assertThat(fate).isEqualTo(AnswerFate.EXPECTED);
    assertThat(recorder.events).containsExactly("send a", "send b");
  }

  @Test
  void lateAnswerIsToldApartAndDisturbsNobody() {
    offer("a", "b");
    ledger.onTime(NOW + 30 * SECOND);

    AnswerFate fate = answer("a");

    assertThat(fate).isEqualTo(AnswerFate.LATE);
    assertThat(recorder.events).containsExactly("send a", "a TIMEOUT", "send b");
    assertThat(answer("b")).isEqualTo(AnswerFate.EXPECTED);
  }

  @Test
  void veryLateAnswerIsUnknown() {
    offer("a");
    ledger.onTime(NOW + 30 * SECOND);
    for (String later : List.of("b", "c", "d", "e")) {
      offer(later);
      answer(later);
    }

    assertThat(answer("a")).isEqualTo(AnswerFate.UNKNOWN);
  }

  @Test
  void unknownIdReleasesNobody() {
    offer("a", "b");

    AnswerFate fate = answer("x");

    assertThat(fate).isEqualTo(AnswerFate.UNKNOWN);
    assertThat(recorder.events).containsExactly("send a");
  }

  @Test
  void answerToACallThatStillWaitsIsUnknown() {
    offer("a", "b");

    AnswerFate fate = answer("b");

    assertThat(fate).isEqualTo(AnswerFate.UNKNOWN);
    assertThat(recorder.events).containsExactly("send a");
  }

  @Test
  void reusedIdOfACallInFlightIsInvalid() {
    offer("a");

    ledger.offer(another("a"), NOW);

    assertThat(recorder.events).containsExactly("send a", "discard a", "a INVALID");
    assertThat(answer("a")).isEqualTo(AnswerFate.EXPECTED);
  }

  @Test
  void reusedIdOfACallThatWaitsIsInvalid() {
    offer("a", "b");

    ledger.offer(another("b"), NOW);

    assertThat(recorder.events).containsExactly("send a", "discard b", "b INVALID");
  }

  @Test
  void copyOfACallInFlightIsDropped() {
    offer("a");

    offer("a");

    assertThat(recorder.events).containsExactly("send a", "discard a", "a again");
    assertThat(answer("a")).isEqualTo(AnswerFate.EXPECTED);
  }

  @Test
  void copyOfACallThatWaitsIsDropped() {
    offer("a", "b");

    offer("b");
    answer("a");

    assertThat(recorder.events).containsExactly("send a", "discard b", "b again", "send b");
  }

  @Test
  void copyOfACallThatWasAnsweredJustNowIsDropped() {
    offer("a");
    answer("a");

    ledger.offer(call("a", CallLedger.NEVER), NOW + 30 * SECOND - 1);

    assertThat(recorder.events).containsExactly("send a", "discard a", "a again");
  }

  @Test
  void callThatWasAnsweredAWhileAgoMayBeRepeated() {
    offer("a");
    answer("a");

    ledger.offer(call("a", CallLedger.NEVER), NOW + 30 * SECOND);

    assertThat(recorder.events).containsExactly("send a", "send a");
  }

  @Test
  void idOfAnAnsweredCallMayBeUsedForAnotherAtOnce() {
    offer("a");
    answer("a");

    ledger.offer(another("a"), NOW);

    assertThat(recorder.events).containsExactly("send a", "send a");
  }

  @Test
  void unusableAnswerEndsItsCallAndReleasesTheNext() {
    offer("a", "b");

    ledger.onUnusableAnswer(new MessageId("a"), NOW);

    assertThat(recorder.events).containsExactly("send a", "a REFUSED", "send b");
    assertThat(answer("a")).isEqualTo(AnswerFate.DUPLICATE);
  }

  @Test
  void unusableAnswerToNobodyDisturbsNobody() {
    offer("a", "b");

    ledger.onUnusableAnswer(new MessageId("b"), NOW);
    ledger.onUnusableAnswer(MessageId.UNREADABLE, NOW);

    assertThat(recorder.events).containsExactly("send a");
  }

  @Test
  void callThatTimedOutMayBeRepeatedAtOnce() {
    offer("a");
    ledger.onTime(NOW + 30 * SECOND);

    offer("a");

    assertThat(recorder.events).containsExactly("send a", "a TIMEOUT", "send a");
    assertThat(answer("a")).isEqualTo(AnswerFate.EXPECTED);
  }

  @Test
  void duplicateAnswerIsToldApartAndDisturbsNobody() {
    offer("a", "b", "c");
    answer("a");

    AnswerFate fate = answer("a");

    assertThat(fate).isEqualTo(AnswerFate.DUPLICATE);
    assertThat(recorder.events).containsExactly("send a", "send b");
  }

  @Test
  void callBeyondTheQueueIsRefused() {
    offer("a", "b", "c");

    offer("d");

    assertThat(recorder.events).containsExactly("send a", "discard d", "d QUEUE_FULL");
  }

  @Test
  void callWhileWaitingKeepsItsPlace() {
    offer("a", "b");

    offer("c");
    answer("a");
    answer("b");

    assertThat(recorder.events).containsExactly("send a", "send b", "send c");
  }

  /// The charge point answers one of its own CALLs, or the operator answers his: neither id is one
  /// of ours, even where it reads the same.
  @Test
  void wrongAnswererReleasesNobody() {
    ledger.onOwnCall(new MessageId("a"));
    offer("a", "b");

    ledger.onOwnCallAnswered(new MessageId("a"), NOW);

    assertThat(recorder.events).containsExactly("send a");
    assertThat(answer("a")).isEqualTo(AnswerFate.EXPECTED);
  }

  @Test
  void unansweredCallTimesOutAndReleasesTheNext() {
    offer("a", "b");

    assertThat(ledger.nextDeadline()).isEqualTo(NOW + 30 * SECOND);
    ledger.onTime(NOW + 30 * SECOND - 1);
    ledger.onTime(NOW + 30 * SECOND);

    assertThat(recorder.events).containsExactly("send a", "a TIMEOUT", "send b");
    assertThat(ledger.nextDeadline()).isEqualTo(NOW + 60 * SECOND);
  }

  @Test
  void disconnectWhileSettlingEndsWhatWaits() {
    ledger.offer(call("a", CallLedger.NEVER), 0);

    ledger.disconnect();

    assertThat(recorder.events).containsExactly("discard a", "a DISCONNECTED");
  }

  @Test
  void disconnectWhileReadyEndsNothing() {
    ledger.onTime(NOW);

    ledger.disconnect();

    assertThat(recorder.events).isEmpty();
  }

  @Test
  void disconnectEndsWhatIsInFlightAndWhatWaits() {
    offer("a", "b", "c");

    ledger.disconnect();

    assertThat(recorder.events)
        .containsExactly(
            "send a",
            "a DISCONNECTED",
            "discard b",
            "b DISCONNECTED",
            "discard c",
            "c DISCONNECTED");
  }

  @Test
  void whoIsToBeLeftAloneKeepsWhatIsInFlightAndGetsNothingMore() {
    offer("a", "b");

    ledger.startNoMore();
    offer("c");
    boolean quietBefore = ledger.isQuiet();
    AnswerFate fate = answer("a");

    assertThat(quietBefore).isFalse();
    assertThat(fate).isEqualTo(AnswerFate.EXPECTED);
    assertThat(recorder.events)
        .containsExactly("send a", "discard b", "b DISCONNECTED", "discard c", "c DISCONNECTED");
    assertThat(ledger.isQuiet()).isTrue();
  }

  @Test
  void whoIsToBeLeftAloneAndDoesNotAnswerIsWaitedForUntilTheTimeout() {
    offer("a");
    ledger.startNoMore();

    ledger.onTime(NOW + 30 * SECOND);

    assertThat(recorder.events).containsExactly("send a", "a TIMEOUT");
    assertThat(ledger.isQuiet()).isTrue();
  }

  @Test
  void afterDisconnectNothingIsSentAnyMore() {
    offer("a");
    ledger.disconnect();

    offer("b");
    ledger.disconnect();

    assertThat(answer("a")).isEqualTo(AnswerFate.UNKNOWN);
    assertThat(ledger.nextDeadline()).isEqualTo(CallLedger.NEVER);
    assertThat(recorder.events)
        .containsExactly("send a", "a DISCONNECTED", "discard b", "b DISCONNECTED");
  }

  @Test
  void expiryEndsACallThatWaits() {
    offer("a");
    ledger.offer(call("b", NOW + SECOND), NOW);

    assertThat(ledger.nextDeadline()).isEqualTo(NOW + SECOND);
    ledger.onTime(NOW + SECOND);

    assertThat(recorder.events).containsExactly("send a", "discard b", "b EXPIRED");
  }

  @Test
  void expiryIsNoMatterOnceACallIsInFlight() {
    ledger.offer(call("a", NOW + SECOND), NOW);

    ledger.onTime(NOW + SECOND);

    assertThat(answer("a")).isEqualTo(AnswerFate.EXPECTED);
    assertThat(recorder.events).containsExactly("send a");
  }

  @Test
  void callThatHasExpiredOnArrivalIsNotSent() {
    ledger.offer(call("a", NOW), NOW);

    assertThat(recorder.events).containsExactly("discard a", "a EXPIRED");
  }

  @Test
  void callThatExpiredUnnoticedIsPassedOver() {
    offer("a");
    ledger.offer(call("b", NOW + SECOND), NOW);
    offer("c");

    ledger.onAnswer(new MessageId("a"), NOW + SECOND);

    assertThat(recorder.events).containsExactly("send a", "discard b", "b EXPIRED", "send c");
  }

  @Test
  void settlingChargePointGetsNoCallBeforeItsTimeIsOver() {
    ledger.offer(call("a", CallLedger.NEVER), SECOND);

    ledger.onTime(5 * SECOND - 1);
    List<String> before = List.copyOf(recorder.events);
    ledger.onTime(ledger.nextDeadline());

    assertThat(before).isEmpty();
    assertThat(recorder.events).containsExactly("send a");
  }

  /// Before it is read nothing that it says can be answered.
  @Test
  void timeToSettleBeginsWhenTheChargePointIsHeard() {
    CallLedger<String> unheard = new CallLedger<>(RULES, recorder);
    unheard.offer(call("a", CallLedger.NEVER), SECOND);
    unheard.onTime(NOW);
    long deadlineBefore = unheard.nextDeadline();

    unheard.onHeard(6 * SECOND);
    unheard.onHeard(8 * SECOND);
    unheard.onTime(11 * SECOND - 1);
    List<String> before = List.copyOf(recorder.events);
    unheard.onTime(unheard.nextDeadline());

    assertThat(deadlineBefore).isEqualTo(CallLedger.NEVER);
    assertThat(before).isEmpty();
    assertThat(recorder.events).containsExactly("send a");
  }

  @Test
  void settlingEndsWhenTheFirstOwnCallIsAnswered() {
    ledger.offer(call("a", CallLedger.NEVER), SECOND);
    ledger.onOwnCall(new MessageId("boot"));
    ledger.onOwnCall(new MessageId("status"));

    ledger.onOwnCallAnswered(new MessageId("status"), SECOND);
    List<String> before = List.copyOf(recorder.events);
    ledger.onOwnCallAnswered(new MessageId("boot"), SECOND);

    assertThat(before).isEmpty();
    assertThat(recorder.events).containsExactly("send a");
  }

  @Test
  void noSettlingWhereNoneIsWanted() {
    CallLedger<String> hasty =
        new CallLedger<>(new CallRules(1, Duration.ofSeconds(1), Duration.ZERO), recorder);

    hasty.offer(call("a", CallLedger.NEVER), 0);

    assertThat(recorder.events).containsExactly("send a");
  }

  @Test
  void nothingIsSentToWhoDoesNotRead() {
    ledger.onWritable(false, NOW);
    offer("a");
    List<String> before = List.copyOf(recorder.events);

    ledger.onWritable(true, NOW);

    assertThat(before).isEmpty();
    assertThat(recorder.events).containsExactly("send a");
  }

  @Test
  void quietMeansThatNobodyWaits() {
    boolean atFirst = ledger.isQuiet();
    ledger.onOwnCall(new MessageId("1"));
    boolean duringAnOwnCall = ledger.isQuiet();
    ledger.onOwnCallAnswered(new MessageId("1"), NOW);
    offer("a");
    boolean duringACommand = ledger.isQuiet();
    answer("a");

    assertThat(atFirst).isTrue();
    assertThat(duringAnOwnCall).isFalse();
    assertThat(duringACommand).isFalse();
    assertThat(ledger.isQuiet()).isTrue();
  }

  @Test
  void rulesThatMakeNoSenseAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CallRules(0, Duration.ofSeconds(1), Duration.ZERO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CallRules(1, Duration.ZERO, Duration.ZERO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CallRules(1, Duration.ofSeconds(1), Duration.ofSeconds(-1)));
  }

  private void offer(String... ids) {
    for (String id : ids) {
      ledger.offer(call(id, CallLedger.NEVER), NOW);
    }
  }

  /// Equal to each other for the same id.
  private static Command<String> call(String id, long expiresAt) {
    return new Command<>(new MessageId(id), id, 1, expiresAt);
  }

  /// Another with an id that was used before.
  private static Command<String> another(String id) {
    return new Command<>(new MessageId(id), id, 2, CallLedger.NEVER);
  }

  private AnswerFate answer(String id) {
    return ledger.onAnswer(new MessageId(id), NOW);
  }

  private static final class Recorder implements CallOutlet<String> {

    private final List<String> events = new ArrayList<>();

    @Override
    public void send(String frame) {
      events.add("send " + frame);
    }

    @Override
    public void discard(String frame) {
      events.add("discard " + frame);
    }

    @Override
    public void repeated(MessageId id) {
      events.add(id + " again");
    }

    @Override
    public void undelivered(MessageId id, Reason reason) {
      events.add(id + " " + reason);
    }
  }
}
