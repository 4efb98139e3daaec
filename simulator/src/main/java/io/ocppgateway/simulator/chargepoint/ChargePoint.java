package io.ocppgateway.simulator.chargepoint;

import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.ocpp.frame.Decoded;
import io.ocppgateway.ocpp.frame.ErrorCode;
import io.ocppgateway.ocpp.frame.Frame;
import io.ocppgateway.ocpp.frame.FrameCodec;
import io.ocppgateway.ocpp.schema.Direction;
import io.ocppgateway.ocpp.schema.Validation;
import io.ocppgateway.simulator.behaviour.Behaviour;
import io.ocppgateway.simulator.behaviour.Effect;
import io.ocppgateway.simulator.behaviour.Reply;
import io.ocppgateway.simulator.behaviour.Request;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/// One simulated charge point.
///
/// ```
///  start          101               any close but these
/// ───────► Dialing ──► Connected ──────────────────────► Waiting ──► (Dialing)
///             │            └─ 1000, 1008 ─► Ended           ▲
///             ├─ first attempt: 4xx, no answer ─► Ended     │
///             └─ else ──────────────────────────────────────┘
/// ```
///
/// The first connection shows whether the central system knows the charge point; once it does, the
/// charge point comes back for ever, with the specification's back-off, as one in the field does.
/// Not so after 1008 (not wanted) and 1000 (another connection of its identity took its place).
///
/// Owned by one thread, which also runs the events of its [Line] and [Timers].
///
/// @see "OCPP-J 1.6 §5.3, errata §3.4; OCPP 2.0.1 Part 4 §5.3"
public final class ChargePoint {

  private static final int NORMAL_CLOSURE = 1000;
  private static final int POLICY_VIOLATION = 1008;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final Duration RESTART_TIME = Duration.ofSeconds(1);

  private static final Reply NOT_ACCEPTED =
      new Reply.Refusal(ErrorCode.SECURITY_ERROR, "the BootNotification is not accepted yet");

  private sealed interface State {
    record New() implements State {}

    record Dialing() implements State {}

    /// @param accepted whether the listener knows of it: not before the BootNotification is
    ///   accepted
    record Connected(boolean accepted) implements State {}

    record Waiting(Timers.Timer attempt) implements State {}

    record Ended() implements State {}

    default Phase phase() {
      return switch (this) {
        case New() -> Phase.NEW;
        case Dialing() -> Phase.DIALING;
        case Connected _ -> Phase.CONNECTED;
        case Waiting _ -> Phase.WAITING;
        case Ended() -> Phase.ENDED;
      };
    }
  }

  private final ChargePointOptions options;
  private final Surroundings surroundings;
  private final Consumer<Ending> whenEnded;
  private final Behaviour behaviour;
  private final BackOff backOff;
  private final Calls calls;
  private final Registration registration;
  private final Heart heart;

  private State state = new State.New();
  private boolean connectedBefore;
  private boolean finishing;

  /// A charge point that has not begun.
  ///
  /// @param whenEnded called once, after the listener
  public ChargePoint(
      ChargePointOptions options, Surroundings surroundings, Consumer<Ending> whenEnded) {
    this.options = options;
    this.surroundings = surroundings;
    this.whenEnded = whenEnded;
    behaviour =
        Behaviour.of(
            options.version(), options.hardware(), options.retryBackOff(), surroundings.clock());
    backOff = new BackOff(options.retryBackOff(), surroundings.random());
    calls =
        new Calls(
            options.id(),
            options.callHabits(),
            surroundings.timers(),
            surroundings.listener(),
            this::maySend,
            this::send);
    registration =
        new Registration(
            calls, behaviour, surroundings.timers(), this::onAccepted, this::onBootRepeated);
    heart = new Heart(calls, behaviour, surroundings.timers(), this::untilFirstBeat);
  }

  /// Connects. Called once.
  public void start() {
    dial();
  }

  /// Ends it. Does nothing if it has ended.
  public void stop() {
    if (!(state instanceof State.Ended)) {
      surroundings.line().close(NORMAL_CLOSURE, "");
      end(new Ending.Stopped());
    }
  }

  /// Ends it in order: it wants no further CALL, but waits for the answers to those that it has
  /// sent, and sends those that it wanted before, for as long as an answer may take. Then it stops;
  /// at once if it has no connection.
  public void finish() {
    finishing = true;
    if (state instanceof State.Connected) {
      heart.stop();
      calls.finish(this::stop);
    } else {
      stop();
    }
  }

  /// What has become of its CALLs so far.
  public CallCounts calls() {
    return calls.counts();
  }

  private void dial() {
    enter(new State.Dialing());
    surroundings.line().dial(new LineEvents());
  }

  private void enter(State next) {
    Phase from = state.phase();
    state = next;
    if (next.phase() != from) {
      surroundings.listener().moved(options.id(), from, next.phase());
    }
  }

  private boolean maySend(Request request) {
    return state instanceof State.Connected && registration.allows(request);
  }

  private void send(Frame frame) {
    byte[] text = FrameCodec.encode(frame);
    surroundings.listener().sent(options.id(), text);
    surroundings.line().send(text);
  }

  private void tell(Request request) {
    calls.call(request, _ -> {});
  }

  private void onAccepted(Duration heartbeatInterval) {
    if (state instanceof State.Connected(boolean accepted) && !accepted) {
      connected(true);
    }
    setHeartbeatInterval(heartbeatInterval);
    behaviour.statusNotifications().forEach(this::tell);
    heart.start();
  }

  private void connected(boolean accepted) {
    enter(new State.Connected(accepted));
    if (accepted) {
      surroundings.listener().connected(options.id());
    }
  }

  private Duration untilFirstBeat(Duration interval) {
    return options.company().untilFirstBeat(interval, surroundings.random());
  }

  private void onBootRepeated(String why, Duration after) {
    if (registration.status() != Registration.Status.ACCEPTED) {
      heart.stop();
    }
    surroundings.listener().bootRepeated(options.id(), why, after);
  }

  private void setHeartbeatInterval(Duration interval) {
    heart.setInterval(interval);
    surroundings.listener().heartbeatIntervalSet(options.id(), interval);
  }

  private void onFrame(Frame frame) {
    switch (frame) {
      case Frame.Call call -> onCommand(call);
      case Frame.CallResult result -> calls.onResult(result);
      case Frame.CallError error -> calls.onError(error);
      // Nobody answers these.
      case Frame.CallResultError _, Frame.Send _ -> {}
    }
  }

  /// @see "OCPP 1.6 §4.2; OCPP 2.0.1 Part 2 B03.FR.03: who is rejected does not do as it is told"
  private void onCommand(Frame.Call call) {
    switch (registration.status()) {
      case ACCEPTED, PENDING -> answer(call, reply(call));
      case BOOTING -> answer(call, NOT_ACCEPTED);
      case REJECTED -> {
        if (options.version() != OcppVersion.V1_6) {
          answer(call, NOT_ACCEPTED);
        }
      }
    }
  }

  private Reply reply(Frame.Call call) {
    Validation validation =
        surroundings
            .schemas()
            .validate(options.version(), call.action(), Direction.REQUEST, call.payload());
    Reply unknown =
        new Reply.Refusal(ErrorCode.NOT_IMPLEMENTED, "this charge point knows no such action");
    return switch (validation) {
      case Validation.UnknownAction() -> unknown;
      case Validation.Invalid invalid ->
          new Reply.Refusal(invalid.first().code(), invalid.first().toString());
      case Validation.Valid() ->
          behaviour
              .answer(
                  call.action(),
                  call.payload(),
                  registration.status() == Registration.Status.ACCEPTED)
              .orElse(unknown);
    };
  }

  private void answer(Frame.Call call, Reply reply) {
    switch (reply) {
      case Reply.Refusal(ErrorCode code, String description) ->
          send(Frame.CallError.of(call.id(), code, options.version(), description));
      case Reply.Result(ObjectNode payload, List<Effect> effects) -> {
        send(new Frame.CallResult(call.id(), payload));
        effects.forEach(this::perform);
      }
    }
  }

  private void perform(Effect effect) {
    switch (effect) {
      case Effect.Tell(Request request) -> tell(request);
      case Effect.BootAgain() -> registration.onTriggered();
      case Effect.Restart() -> restart();
      case Effect.BeatEvery(Duration interval) -> {
        setHeartbeatInterval(interval);
        if (registration.status() == Registration.Status.ACCEPTED) {
          heart.startLater();
        }
      }
    }
  }

  private void restart() {
    surroundings.line().close(NORMAL_CLOSURE, "restart");
    waitAndDial("restart", RESTART_TIME);
    calls.dropWaiting();
    registration.onRestart();
  }

  private void retry(String cause) {
    waitAndDial(cause, backOff.next());
  }

  private void waitAndDial(String cause, Duration wait) {
    if (finishing) {
      stop();
      return;
    }
    enter(new State.Waiting(surroundings.timers().after(wait, this::dial)));
    heart.stop();
    calls.lineClosed();
    surroundings.listener().reconnecting(options.id(), cause, wait);
  }

  private void end(Ending ending) {
    if (state instanceof State.Waiting(Timers.Timer attempt)) {
      attempt.cancel();
    }
    enter(new State.Ended());
    heart.stop();
    registration.stopWaiting();
    calls.lineClosed();
    surroundings.listener().ended(options.id(), ending);
    whenEnded.accept(ending);
  }

  /// What the line tells, for as long as the charge point listens.
  private final class LineEvents implements Line.Events {

    @Override
    public void onConnected() {
      connectedBefore = true;
      backOff.succeeded();
      connected(registration.status() == Registration.Status.ACCEPTED);
      registration.onConnected();
      calls.resume();
      if (registration.status() == Registration.Status.ACCEPTED) {
        heart.start();
      }
    }

    @Override
    public void onMessage(byte[] text) {
      surroundings.listener().received(options.id(), text);
      switch (FrameCodec.decode(text, options.version())) {
        case Decoded.Valid<Frame>(Frame frame) -> onFrame(frame);
        case Decoded.Invalid<Frame> invalid ->
            invalid.answer(options.version()).ifPresent(ChargePoint.this::send);
      }
    }

    @Override
    public void onClosed(int code, String reason) {
      switch (code) {
        case NORMAL_CLOSURE -> end(new Ending.Replaced(reason));
        case POLICY_VIOLATION -> end(new Ending.Rejected(code, reason));
        default -> retry("closed with %d %s".formatted(code, reason).strip());
      }
    }

    @Override
    public void onRefused(int status, String reason) {
      boolean forGood = status < 500 && status != TOO_MANY_REQUESTS;
      if (forGood && !connectedBefore) {
        end(new Ending.Rejected(status, reason));
      } else {
        retry("refused with HTTP %d %s".formatted(status, reason).strip());
      }
    }

    @Override
    public void onUnreachable(String reason) {
      if (connectedBefore || !options.company().givesUpAfterFirstAttempt()) {
        retry(reason);
      } else {
        end(new Ending.Unreachable(reason));
      }
    }
  }
}
