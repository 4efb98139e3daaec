package io.ocppgateway.simulator.chargepoint;

import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.ocpp.frame.Frame;
import io.ocppgateway.ocpp.frame.MessageId;
import io.ocppgateway.simulator.behaviour.Request;
import io.ocppgateway.simulator.chargepoint.CallOutcome.Answered;
import io.ocppgateway.simulator.chargepoint.CallOutcome.CutOff;
import io.ocppgateway.simulator.chargepoint.CallOutcome.Dropped;
import io.ocppgateway.simulator.chargepoint.CallOutcome.Failed;
import io.ocppgateway.simulator.chargepoint.CallOutcome.TimedOut;
import io.ocppgateway.simulator.options.CallHabits;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// The CALLs of one charge point: one in flight (more only where [CallHabits] say so), the others
/// wait in order.
///
/// ```
///       call               gate opens           answer, error, 30 s, line closed
/// caller ───► waiting ─────────────────► in flight ─────────────────────────────► outcome
/// ```
///
/// What waits stays while the line is closed; what comes when 100 wait already is dropped. Every
/// caller hears exactly one outcome, and before it the listener.
///
/// @see "OCPP-J 1.6 §4.1.1; OCPP 2.0.1 Part 4 §4.1.2"
final class Calls {

  static final Duration TIMEOUT = Duration.ofSeconds(30);
  static final int MAX_WAITING = 100;

  private record Waiting(
      Request request, Consumer<CallOutcome> outcome, long wantedAt, long nanosBetween) {}

  private record InFlight(MessageId id, Waiting call, long sentAt, Timers.Timer timeout) {}

  private final ChargePointId chargePoint;
  private final CallHabits habits;
  private final Timers timers;
  private final ChargePointListener listener;
  private final Predicate<Request> gate;
  private final Consumer<Frame> sender;
  private final Queue<Waiting> waiting = new ArrayDeque<>(2);

  /// Oldest first. Two may have one id, if the habits are bad.
  private final List<InFlight> inFlight;

  private boolean finishing;
  private Runnable whenFinished = () -> {};
  private Timers.Timer lastSending = Timers.Timer.NONE;

  private long sent;
  private long answered;
  private long failed;
  private long timedOut;
  private long cutOff;

  /// @param gate tells whether a request may be sent now; asked again at each [#resume]
  Calls(
      ChargePointId chargePoint,
      CallHabits habits,
      Timers timers,
      ChargePointListener listener,
      Predicate<Request> gate,
      Consumer<Frame> sender) {
    this.chargePoint = chargePoint;
    this.habits = habits;
    this.inFlight = new ArrayList<>(habits.atOnce());
    this.timers = timers;
    this.listener = listener;
    this.gate = gate;
    this.sender = sender;
  }

  void call(Request request, Consumer<CallOutcome> outcome) {
    callEach(Duration.ZERO, request, outcome);
  }

  /// One of those CALLs that are wanted once in each interval, but for those that are left out
  /// because another still waits for its answer.
  void callEach(Duration interval, Request request, Consumer<CallOutcome> outcome) {
    if (finishing) {
      outcome.accept(new Dropped());
      return;
    }
    Consumer<CallOutcome> caller = outcome;
    for (Request said : habits.wording().apply(request)) {
      add(new Waiting(said, caller, timers.nanoTime(), interval.toNanos()));
      caller = _ -> {};
    }
  }

  private void add(Waiting call) {
    listener.callWanted(chargePoint, call.request().action());
    if (waiting.size() >= MAX_WAITING) {
      drop(call);
      return;
    }
    waiting.add(call);
    sendNext();
  }

  /// Sends what waits and may be sent now.
  void resume() {
    sendNext();
  }

  /// Wants no further CALL: who still calls hears that it is dropped, and the listener nothing.
  /// What waits is sent, for as long as an answer may take.
  ///
  /// @param whenDone called once, when nothing is in flight and nothing is left that may be sent
  void finish(Runnable whenDone) {
    if (!finishing) {
      finishing = true;
      whenFinished = whenDone;
      lastSending = timers.after(TIMEOUT, this::dropWaiting);
      tellIfFinished();
    }
  }

  /// Gives up what is in flight. The gate is closed by now.
  void lineClosed() {
    while (!inFlight.isEmpty()) {
      cutOff++;
      complete(inFlight.getFirst(), new CutOff());
    }
  }

  /// Drops all that waits, as a power cut does.
  void dropWaiting() {
    List<Waiting> dropped = List.copyOf(waiting);
    waiting.clear();
    dropped.forEach(this::drop);
  }

  void onResult(Frame.CallResult result) {
    answerTo(result.id())
        .ifPresent(call -> {
          answered++;
          complete(call, new Answered(result.payload()));
        });
  }

  void onError(Frame.CallError error) {
    answerTo(error.id())
        .ifPresent(call -> {
          failed++;
          complete(call, new Failed(error.errorCode()));
        });
  }

  CallCounts counts() {
    return new CallCounts(sent, answered, failed, timedOut, cutOff);
  }

  /// The call that is answered; empty for an answer that is late or to nothing.
  private Optional<InFlight> answerTo(MessageId id) {
    return inFlight.stream().filter(call -> call.id().equals(id)).findFirst();
  }

  private void onTimeout(MessageId id) {
    answerTo(id)
        .ifPresent(call -> {
          timedOut++;
          complete(call, new TimedOut());
        });
  }

  private void complete(InFlight done, CallOutcome outcome) {
    done.timeout().cancel();
    inFlight.remove(done);
    tell(done.call(), outcome, timers.nanoTime() - done.sentAt());
    sendNext();
    tellIfFinished();
  }

  private void tellIfFinished() {
    if (finishing && inFlight.isEmpty()) {
      lastSending.cancel();
      Runnable told = whenFinished;
      whenFinished = () -> {};
      told.run();
    }
  }

  private void drop(Waiting call) {
    tell(call, new Dropped(), 0);
  }

  private void tell(Waiting call, CallOutcome outcome, long nanosSinceSent) {
    long nanosSinceWanted = timers.nanoTime() - call.wantedAt();
    listener.callEnded(
        chargePoint,
        new EndedCall(
            call.request().action(),
            outcome,
            nanosSinceWanted,
            nanosSinceSent,
            call.nanosBetween()));
    call.outcome().accept(outcome);
  }

  /// Looks past what may not be sent yet: a BootNotification goes before all else.
  private void sendNext() {
    while (inFlight.size() < habits.atOnce()) {
      Optional<Waiting> next =
          waiting.stream().filter(call -> gate.test(call.request())).findFirst();
      if (next.isEmpty()) {
        return;
      }
      send(next.get());
    }
  }

  private void send(Waiting next) {
    waiting.remove(next);
    MessageId id = habits.ids().get();
    inFlight.add(
        new InFlight(id, next, timers.nanoTime(), timers.after(TIMEOUT, () -> onTimeout(id))));
    sent++;
    listener.callSent(chargePoint, next.request().action());
    sender.accept(new Frame.Call(id, next.request().action(), next.request().payload()));
  }
}
