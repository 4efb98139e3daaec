package io.ocppgateway.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ocppgateway.ocpp.frame.MessageId;
import io.ocppgateway.ocpp.topic.Undelivered.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

    offer("a");

    assertThat(recorder.events).containsExactly("send a", "discard a", "a INVALID");
    assertThat(answer("a")).isEqualTo(AnswerFate.EXPECTED);
  }

  @Test
  void reusedIdOfACallThatWaitsIsInvalid() {
    offer("a", "b");

    offer("b");

    assertThat(recorder.events).containsExactly("send a", "discard b", "b INVALID");
  }

  @Test
  void idOfAFinishedCallMayBeUsedAgain() {
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
    ledger.offer(new MessageId("a"), "a", CallLedger.NEVER, 0);

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
    ledger.offer(new MessageId("b"), "b", NOW + SECOND, NOW);

    assertThat(ledger.nextDeadline()).isEqualTo(NOW + SECOND);
    ledger.onTime(NOW + SECOND);

    assertThat(recorder.events).containsExactly("send a", "discard b", "b EXPIRED");
  }

  @Test
  void expiryIsNoMatterOnceACallIsInFlight() {
    ledger.offer(new MessageId("a"), "a", NOW + SECOND, NOW);

    ledger.onTime(NOW + SECOND);

    assertThat(answer("a")).isEqualTo(AnswerFate.EXPECTED);
    assertThat(recorder.events).containsExactly("send a");
  }

  @Test
  void callThatHasExpiredOnArrivalIsNotSent() {
    ledger.offer(new MessageId("a"), "a", NOW, NOW);

    assertThat(recorder.events).containsExactly("discard a", "a EXPIRED");
  }

  @Test
  void callThatExpiredUnnoticedIsPassedOver() {
    offer("a");
    ledger.offer(new MessageId("b"), "b", NOW + SECOND, NOW);
    offer("c");

    ledger.onAnswer(new MessageId("a"), NOW + SECOND);

    assertThat(recorder.events).containsExactly("send a", "discard b", "b EXPIRED", "send c");
  }

  @Test
  void settlingChargePointGetsNoCallBeforeItsTimeIsOver() {
    ledger.offer(new MessageId("a"), "a", CallLedger.NEVER, SECOND);

    ledger.onTime(5 * SECOND - 1);
    List<String> before = List.copyOf(recorder.events);
    ledger.onTime(ledger.nextDeadline());

    assertThat(before).isEmpty();
    assertThat(recorder.events).containsExactly("send a");
  }

  @Test
  void settlingEndsWhenTheFirstOwnCallIsAnswered() {
    ledger.offer(new MessageId("a"), "a", CallLedger.NEVER, SECOND);
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

    hasty.offer(new MessageId("a"), "a", CallLedger.NEVER, 0);

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
      ledger.offer(new MessageId(id), id, CallLedger.NEVER, NOW);
    }
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
    public void undelivered(MessageId id, Reason reason) {
      events.add(id + " " + reason);
    }
  }
}
