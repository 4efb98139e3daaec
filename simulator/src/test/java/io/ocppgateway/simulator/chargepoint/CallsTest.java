package io.ocppgateway.simulator.chargepoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.ocpp.frame.Frame;
import io.ocppgateway.ocpp.frame.MessageId;
import io.ocppgateway.simulator.behaviour.Request;
import io.ocppgateway.simulator.options.CallHabits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class CallsTest {

  private static final ObjectNode EMPTY = JsonNodeFactory.instance.objectNode();

  private final ManualTimers timers = new ManualTimers();
  private final List<Frame.Call> sent = new ArrayList<>();
  private final List<CallOutcome> outcomes = new ArrayList<>();
  private Predicate<Request> gate = _ -> true;
  private final List<String> heard = new ArrayList<>();
  private Calls calls = calls(CallHabits.STANDARD);

  /// Writes down what the listener hears, durations in seconds.
  private final class Recorder implements ChargePointListener {
    @Override
    public void callWanted(ChargePointId id, String action) {
      heard.add("wanted " + action);
    }

    @Override
    public void callSent(ChargePointId id, String action) {
      heard.add("sent " + action);
    }

    @Override
    public void callEnded(ChargePointId id, EndedCall call) {
      heard.add(
          "%s %s after %d, %d"
              .formatted(
                  call.outcome().getClass().getSimpleName(),
                  call.action(),
                  Duration.ofNanos(call.nanosSinceWanted()).toSeconds(),
                  Duration.ofNanos(call.nanosSinceSent()).toSeconds()));
    }
  }

  @Test
  void callsGoOutInOrderOneByOne() {
    call("A");
    call("B");
    assertThat(actions()).containsExactly("A");

    answerLast();

    assertThat(actions()).containsExactly("A", "B");
    assertThat(outcomes).containsExactly(new CallOutcome.Answered(EMPTY));
  }

  @Test
  void whatTheGateHoldsBackIsOvertakenAndSentLater() {
    gate = request -> request.action().equals("BootNotification");
    call("Heartbeat");
    call("BootNotification");
    answerLast();
    assertThat(actions()).containsExactly("BootNotification");

    gate = _ -> true;
    calls.resume();

    assertThat(actions()).containsExactly("BootNotification", "Heartbeat");
  }

  @Test
  void callBeyondTheLimitIsDroppedAndItsCallerHears() {
    call("in flight");
    for (int i = 0; i < Calls.MAX_WAITING; i++) {
      call("waiting");
    }
    assertThat(outcomes).isEmpty();

    call("one too many");

    assertThat(outcomes).containsExactly(new CallOutcome.Dropped());
    assertThat(calls.counts().sent()).isEqualTo(1);
  }

  @Test
  void errorIsAnOutcome() {
    call("A");

    calls.onError(new Frame.CallError(sent.getLast().id(), "NotSupported", "", EMPTY));

    assertThat(outcomes).containsExactly(new CallOutcome.Failed("NotSupported"));
    assertThat(calls.counts()).isEqualTo(new CallCounts(1, 0, 1, 0, 0));
  }

  @Test
  void answerToAnUnknownIdIsPassedOver() {
    call("A");

    calls.onResult(new Frame.CallResult(new MessageId("unknown"), EMPTY));

    assertThat(outcomes).isEmpty();
    assertThat(calls.counts().inFlight()).isEqualTo(1);
  }

  @Test
  void secondAnswerIsPassedOver() {
    call("A");
    answerLast();

    answerLast();

    assertThat(outcomes).hasSize(1);
    assertThat(calls.counts().answered()).isEqualTo(1);
  }

  @Test
  void lateAnswerDoesNotReachTheNextInLine() {
    call("A");
    call("B");
    timers.turn(Calls.TIMEOUT);

    calls.onResult(new Frame.CallResult(sent.getFirst().id(), EMPTY));

    assertThat(outcomes).containsExactly(new CallOutcome.TimedOut());
    assertThat(calls.counts().inFlight()).isEqualTo(1);
  }

  @Test
  void closedLineCutsOffWhatIsInFlightAndKeepsWhatWaits() {
    call("A");
    call("B");
    gate = _ -> false;

    calls.lineClosed();

    assertThat(outcomes).containsExactly(new CallOutcome.CutOff());
    assertThat(actions()).containsExactly("A");
    gate = _ -> true;
    calls.resume();
    assertThat(actions()).containsExactly("A", "B");
  }

  @Test
  void droppedCallsAreToldAndNotCounted() {
    call("A");
    call("B");
    call("C");

    calls.dropWaiting();

    assertThat(outcomes).containsExactly(new CallOutcome.Dropped(), new CallOutcome.Dropped());
    assertThat(calls.counts().sent()).isEqualTo(1);
  }

  @Test
  void answeredCallLeavesNoTimer() {
    call("A");

    answerLast();

    assertThat(timers.untilNext()).isEmpty();
  }

  @Test
  void listenerHearsHowLongACallWaitedAndHowLongItTook() {
    call("A");
    call("B");
    timers.turn(Duration.ofSeconds(2));
    answerLast();
    timers.turn(Duration.ofSeconds(3));

    answerLast();

    assertThat(heard)
        .containsExactly(
            "wanted A",
            "sent A",
            "wanted B",
            "Answered A after 2, 2",
            "sent B",
            "Answered B after 5, 3");
  }

  @Test
  void listenerHearsOfEveryFate() {
    call("A");
    call("B");
    call("C");
    call("D");
    calls.onError(new Frame.CallError(sent.getLast().id(), "GenericError", "", EMPTY));
    timers.turn(Calls.TIMEOUT);
    gate = _ -> false;

    calls.lineClosed();
    calls.dropWaiting();

    assertThat(heard.stream().filter(line -> line.contains("after")))
        .containsExactly(
            "Failed A after 0, 0",
            "TimedOut B after 30, 30",
            "CutOff C after 30, 0",
            "Dropped D after 30, 0");
  }

  @Test
  void onlyWhatEndsInSilenceIsLost() {
    call("A");
    call("B");
    call("C");
    answerLast();
    timers.turn(Calls.TIMEOUT);
    calls.lineClosed();

    CallCounts counts = calls.counts();

    assertThat(counts).isEqualTo(new CallCounts(3, 1, 0, 1, 1));
    assertThat(counts.lost()).isEqualTo(1);
    assertThat(counts.plus(counts)).isEqualTo(new CallCounts(6, 2, 0, 2, 2));
  }

  @Test
  void timeoutIsThirtySeconds() {
    call("A");

    assertThat(timers.untilNext()).contains(Duration.ofSeconds(30));
  }

  @Test
  void asManyAreInFlightAsTheHabitsAllowAndEachHearsItsOwnAnswer() {
    calls = calls(CallHabits.STANDARD.withAtOnce(2));
    call("A");
    call("B");
    call("C");

    calls.onError(new Frame.CallError(sent.get(1).id(), "NotSupported", "", EMPTY));

    assertThat(actions()).containsExactly("A", "B", "C");
    assertThat(sent).extracting(Frame.Call::id).doesNotHaveDuplicates();
    assertThat(outcomes).containsExactly(new CallOutcome.Failed("NotSupported"));
    assertThat(calls.counts()).isEqualTo(new CallCounts(3, 0, 1, 0, 0));
  }

  @Test
  void closedLineCutsOffAllThatIsInFlight() {
    calls = calls(CallHabits.STANDARD.withAtOnce(3));
    call("A");
    call("B");
    gate = _ -> false;

    calls.lineClosed();

    assertThat(outcomes).containsExactly(new CallOutcome.CutOff(), new CallOutcome.CutOff());
    assertThat(calls.counts()).isEqualTo(new CallCounts(2, 0, 0, 0, 2));
  }

  @Test
  void answerToAnIdThatTwoHaveIsTheOldersAnswer() {
    calls = calls(CallHabits.STANDARD.withAtOnce(2).withIds(() -> new MessageId("7")));
    call("A");
    call("B");
    calls.onResult(new Frame.CallResult(new MessageId("7"), EMPTY));

    calls.onError(new Frame.CallError(new MessageId("7"), "NotSupported", "", EMPTY));

    assertThat(outcomes)
        .containsExactly(new CallOutcome.Answered(EMPTY), new CallOutcome.Failed("NotSupported"));
  }

  @Test
  void requestIsSaidAsTheHabitsWordItAndHasOneOutcome() {
    calls =
        calls(
            CallHabits.STANDARD.andThen(
                request -> List.of(request, new Request(request.action() + " again", EMPTY))));
    call("A");

    answerLast();
    answerLast();

    assertThat(actions()).containsExactly("A", "A again");
    assertThat(outcomes).hasSize(1);
    assertThat(calls.counts()).isEqualTo(new CallCounts(2, 2, 0, 0, 0));
  }

  private Calls calls(CallHabits habits) {
    return new Calls(
        new ChargePointId("CP1"),
        habits,
        timers,
        new Recorder(),
        request -> gate.test(request),
        frame -> sent.add((Frame.Call) frame));
  }

  private void call(String action) {
    calls.call(new Request(action, EMPTY), outcomes::add);
  }

  private void answerLast() {
    calls.onResult(new Frame.CallResult(sent.getLast().id(), EMPTY));
  }

  private List<String> actions() {
    return sent.stream().map(Frame.Call::action).toList();
  }
}
