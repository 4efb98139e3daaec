package io.ocppgateway.gateway.call;

import io.ocppgateway.ocpp.frame.MessageId;
import io.ocppgateway.ocpp.topic.Undelivered.Reason;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/// The commands to one charge point: one in flight, the others wait their turn, and each comes to
/// exactly one outcome: an answer, or a word of why there is none.
///
/// ```
/// Settling ──own first CALL answered, or time over──► Ready ◄──answer, timeout──► InFlight
///     └───────────────────────── disconnect() ──────────┴───────► Closed ◄───────────┘
/// ```
///
/// Answers and SENDs to the charge point pass by it: neither direction waits for the other. Who
/// publishes may do so twice (MQTT's QoS 1, an AWS SDK's retry): a copy of a command that is under
/// way, or was answered just now, is dropped.
///
/// Time is told, in nanoseconds since any moment; whoever owns the ledger calls [#onTime] when
/// [#nextDeadline] has come. One thread at a time.
///
/// @param <F> a command's frame
/// @see "OCPP 2.0.1 Part 4 §4.2.1"
public final class CallLedger<F> {

  /// The expiry of a command that waits for as long as it takes; the deadline of nothing; the end
  /// of a settling that has not begun.
  public static final long NEVER = Long.MAX_VALUE;

  private sealed interface State {

    /// The charge point has just connected and is left alone.
    ///
    /// @param until [#NEVER] before it can be heard
    record Settling(long until) implements State {}

    /// The next CALL may go.
    record Ready() implements State {}

    /// A CALL waits for its answer.
    record InFlight(MessageId id, long fingerprint, long deadline) implements State {}

    /// The charge point is gone.
    record Closed() implements State {}
  }

  private static final State READY = new State.Ready();
  private static final State CLOSED = new State.Closed();

  private final CallRules rules;
  private final CallOutlet<F> outlet;

  private State state;
  private boolean writable = true;
  private boolean startsNoMore;

  /// The charge point's own CALLs: the first while settling, afterwards the last.
  private @Nullable MessageId ownCall;

  // Only there while they are needed: most charge points get no command for hours.
  private @Nullable Deque<Command<F>> waiting;
  private @Nullable FinishedCalls finished;

  /// The ledger of a charge point that connects, and cannot be heard yet.
  public CallLedger(CallRules rules, CallOutlet<F> outlet) {
    this.rules = rules;
    this.outlet = outlet;
    state = rules.settle().isZero() ? READY : new State.Settling(NEVER);
  }

  /// From now on the charge point is heard: its time to settle begins, once.
  public void onHeard(long now) {
    if (state instanceof State.Settling(long until) && until == NEVER) {
      state = new State.Settling(now + rules.settle().toNanos());
    }
  }

  /// A command for the charge point: sent at once, later, or never. Takes the frame over.
  public void offer(Command<F> command, long now) {
    endSettling(now);
    if (state instanceof State.Closed) {
      refuse(command, Reason.DISCONNECTED);
    } else if (isCopy(command, now)) {
      outlet.discard(command.frame());
      outlet.repeated(command.id());
    } else if (isUnderWay(command.id())) {
      refuse(command, Reason.INVALID);
    } else if (command.expiresAt() <= now) {
      refuse(command, Reason.EXPIRED);
    } else if (startsNoMore) {
      refuse(command, Reason.DISCONNECTED);
    } else if (mayStart() && waiting() == 0) {
      start(command, now);
    } else if (waiting() >= rules.maxWaiting()) {
      refuse(command, Reason.QUEUE_FULL);
    } else {
      if (waiting == null) {
        waiting = new ArrayDeque<>(1);
      }
      waiting.addLast(command);
    }
  }

  /// The charge point answers. Only an [AnswerFate#EXPECTED] answer concerns anybody.
  public AnswerFate onAnswer(MessageId id, long now) {
    if (state instanceof State.InFlight call && call.id().equals(id)) {
      finish(call, true, now);
      startNext(now);
      return AnswerFate.EXPECTED;
    }
    return finished == null ? AnswerFate.UNKNOWN : finished.fateOf(id);
  }

  /// The charge point answers with something that cannot be passed on: nobody need wait any longer.
  public void onUnusableAnswer(MessageId id, long now) {
    if (state instanceof State.InFlight call && call.id().equals(id)) {
      finish(call, true, now);
      outlet.undelivered(id, Reason.REFUSED);
      startNext(now);
    }
  }

  /// The charge point calls.
  public void onOwnCall(MessageId id) {
    if (ownCall == null || !(state instanceof State.Settling)) {
      ownCall = id;
    }
  }

  /// The charge point's CALL is answered.
  public void onOwnCallAnswered(MessageId id, long now) {
    if (id.equals(ownCall)) {
      ownCall = null;
      if (state instanceof State.Settling) {
        state = READY;
        startNext(now);
      }
    }
  }

  /// Whether the charge point's connection takes more; CALLs wait while it does not.
  public void onWritable(boolean nowWritable, long now) {
    writable = nowWritable;
    startNext(now);
  }

  /// Time has passed.
  public void onTime(long now) {
    dropExpired(now);
    if (state instanceof State.InFlight call && call.deadline() <= now) {
      finish(call, false, now);
      outlet.undelivered(call.id(), Reason.TIMEOUT);
    }
    startNext(now);
  }

  /// When [#onTime] is to be called next, [#NEVER] if nothing depends on time.
  public long nextDeadline() {
    long deadline =
        switch (state) {
          // Nobody minds the end of the settling while nothing waits.
          case State.Settling(long until) -> waiting() == 0 ? NEVER : until;
          case State.InFlight call -> call.deadline();
          case State.Ready _, State.Closed _ -> NEVER;
        };
    if (waiting != null) {
      for (Command<F> command : waiting) {
        deadline = Math.min(deadline, command.expiresAt());
      }
    }
    return deadline;
  }

  /// How many commands wait for their turn.
  public int waiting() {
    return waiting == null ? 0 : waiting.size();
  }

  /// Whether nothing is under way in either direction that an interruption could harm.
  public boolean isQuiet() {
    return ownCall == null && waiting() == 0 && !(state instanceof State.InFlight);
  }

  /// The charge point is to be left alone soon: what waits, and what still comes, will not be sent.
  /// The command in flight is still waited for.
  public void startNoMore() {
    startsNoMore = true;
    refuseWaiting();
  }

  /// The charge point is gone. What is under way, and what still comes, will not be answered.
  public void disconnect() {
    State last = state;
    state = CLOSED;
    if (last instanceof State.InFlight call) {
      outlet.undelivered(call.id(), Reason.DISCONNECTED);
    }
    refuseWaiting();
  }

  private void refuseWaiting() {
    Deque<Command<F>> left = waiting;
    waiting = null;
    if (left != null) {
      left.forEach(command -> refuse(command, Reason.DISCONNECTED));
    }
  }

  private boolean mayStart() {
    return writable && state instanceof State.Ready;
  }

  /// Whether somebody repeats himself: his command is under way, or was answered so lately that he
  /// may not know yet.
  private boolean isCopy(Command<F> command, long now) {
    if (state instanceof State.InFlight call
        && call.fingerprint() == command.fingerprint()
        && call.id().equals(command.id())) {
      return true;
    }
    if (waiting != null) {
      for (Command<F> other : waiting) {
        if (other.fingerprint() == command.fingerprint() && other.id().equals(command.id())) {
          return true;
        }
      }
    }
    return finished != null
        && finished.hasAnswered(
            command.id(), command.fingerprint(), now - rules.timeout().toNanos());
  }

  private boolean isUnderWay(MessageId id) {
    if (state instanceof State.InFlight call && call.id().equals(id)) {
      return true;
    }
    return waiting != null && waiting.stream().anyMatch(command -> command.id().equals(id));
  }

  private void startNext(long now) {
    endSettling(now);
    while (waiting != null && mayStart()) {
      Command<F> next = waiting.removeFirst();
      if (waiting.isEmpty()) {
        waiting = null;
      }
      if (next.expiresAt() <= now) {
        refuse(next, Reason.EXPIRED);
      } else {
        start(next, now);
      }
    }
  }

  private void endSettling(long now) {
    if (state instanceof State.Settling(long until) && until <= now) {
      state = READY;
    }
  }

  private void start(Command<F> command, long now) {
    state =
        new State.InFlight(command.id(), command.fingerprint(), now + rules.timeout().toNanos());
    outlet.send(command.frame());
  }

  private void finish(State.InFlight call, boolean answered, long now) {
    state = READY;
    if (finished == null) {
      finished = new FinishedCalls();
    }
    finished.add(new FinishedCalls.Finished(call.id(), call.fingerprint(), answered, now));
  }

  private void dropExpired(long now) {
    if (waiting == null) {
      return;
    }
    for (Iterator<Command<F>> commands = waiting.iterator(); commands.hasNext(); ) {
      Command<F> command = commands.next();
      if (command.expiresAt() <= now) {
        commands.remove();
        refuse(command, Reason.EXPIRED);
      }
    }
    if (waiting.isEmpty()) {
      waiting = null;
    }
  }

  private void refuse(Command<F> command, Reason reason) {
    outlet.discard(command.frame());
    outlet.undelivered(command.id(), reason);
  }
}
