package io.ocppgateway.simulator.chargepoint;

import io.ocppgateway.ocpp.frame.Decoded;
import io.ocppgateway.ocpp.frame.Frame;
import io.ocppgateway.ocpp.frame.FrameCodec;
import io.ocppgateway.simulator.behaviour.Behaviour;
import io.ocppgateway.simulator.behaviour.Connector;
import io.ocppgateway.simulator.behaviour.Driver;
import io.ocppgateway.simulator.behaviour.Effect;
import io.ocppgateway.simulator.behaviour.Profile;
import io.ocppgateway.simulator.behaviour.Request;
import io.ocppgateway.simulator.behaviour.Settings;
import io.ocppgateway.simulator.behaviour.StopCause;
import io.ocppgateway.simulator.behaviour.Use;
import io.ocppgateway.simulator.charging.ChargePointClock;
import io.ocppgateway.simulator.options.ChargePointOptions;
import java.time.Duration;
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

  /// Between two readings of the meter where the profile says nothing.
  private static final Duration STANDARD_METER_INTERVAL = Duration.ofMinutes(1);

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
  private final Settings settings;
  private final ChargePointClock clock;
  private final BackOff backOff;
  private final Calls calls;
  private final Registration registration;
  private final Commands commands;
  private final Heart heart;
  private final Charging charging;

  private State state = new State.New();
  private boolean connectedBefore;
  private boolean finishing;

  /// A charge point that has not begun.
  ///
  /// @param whenEnded called once, after the listener
  public ChargePoint(
      ChargePointOptions options, Surroundings surroundings, Consumer<Ending> whenEnded) {
    this.options = options;
    this.whenEnded = whenEnded;
    clock = new ChargePointClock(surroundings.clock());
    this.surroundings = surroundings.withClock(clock);
    settings = new Settings(meterInterval(options.profile()));
    Connector connector = new Connector();
    Behaviour behaviour =
        Behaviour.of(
            options.version(),
            options.hardware(),
            options.retryBackOff(),
            settings,
            connector,
            clock);
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
        new Registration(calls, behaviour, surroundings.timers(), new RegistrationEvents());
    commands =
        new Commands(
            options.version(), surroundings.schemas(), behaviour, this::send, this::perform);
    heart = new Heart(calls, behaviour, clock, surroundings.timers(), this::untilFirstBeat);
    charging = new Charging(options, this.surroundings, calls, behaviour, connector, settings);
  }

  private static Duration meterInterval(Profile profile) {
    return switch (profile.use()) {
      case Use.None() -> STANDARD_METER_INTERVAL;
      case Use.Sessions sessions -> sessions.meterInterval();
    };
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
      charging.stop();
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

  private void connected(boolean accepted) {
    enter(new State.Connected(accepted));
    if (accepted) {
      surroundings.listener().connected(options.id());
    }
  }

  private Duration untilFirstBeat(Duration interval) {
    return options.company().untilFirstBeat(interval, surroundings.random());
  }

  private void setHeartbeatInterval(Duration told) {
    settings.setHeartbeatInterval(told);
    heart.setInterval(options.profile().heartbeatInterval(told));
    surroundings.listener().heartbeatIntervalSet(options.id(), told);
  }

  private void onFrame(Frame frame) {
    switch (frame) {
      case Frame.Call call -> commands.onCommand(call, registration.status());
      case Frame.CallResult result -> calls.onResult(result);
      case Frame.CallError error -> calls.onError(error);
      // Nobody answers these.
      case Frame.CallResultError _, Frame.Send _ -> {}
    }
  }

  private void perform(Effect effect) {
    switch (effect) {
      case Effect.Tell(Request request) -> calls.call(request, _ -> {});
      case Effect.TellMeter() -> charging.tellMeter();
      case Effect.TellTransaction() -> charging.tellTransaction();
      case Effect.BootAgain() -> registration.onTriggered();
      case Effect.Restart(Effect.When when) -> charging.restart(when, this::restart);
      case Effect.StartCharging(Driver driver) -> charging.plugIn(driver);
      case Effect.StopCharging(StopCause cause) -> charging.stopCharging(cause);
      case Effect.BeatEvery(Duration interval) -> {
        setHeartbeatInterval(interval);
        if (registration.status() == Registration.Status.ACCEPTED) {
          heart.startLater();
        }
      }
    }
  }

  private void restart() {
    charging.onRestart();
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
    stopWaiting();
    enter(new State.Waiting(surroundings.timers().after(wait, this::dial)));
    heart.stop();
    charging.onOffline();
    calls.lineClosed();
    surroundings.listener().reconnecting(options.id(), cause, wait);
  }

  private void stopWaiting() {
    if (state instanceof State.Waiting(Timers.Timer attempt)) {
      attempt.cancel();
    }
  }

  private void end(Ending ending) {
    stopWaiting();
    enter(new State.Ended());
    heart.stop();
    charging.stop();
    registration.stopWaiting();
    calls.lineClosed();
    surroundings.listener().ended(options.id(), ending);
    whenEnded.accept(ending);
  }

  /// What comes of asking the central system to be accepted.
  private final class RegistrationEvents implements Registration.Events {

    @Override
    public void onBootAnswered(ObjectNode answer) {
      clock.follow(answer);
    }

    @Override
    public void onAccepted(Duration heartbeatInterval) {
      if (state instanceof State.Connected(boolean accepted) && !accepted) {
        connected(true);
      }
      setHeartbeatInterval(heartbeatInterval);
      charging.onAccepted();
      heart.start();
    }

    @Override
    public void onBootRepeated(String why, Duration after) {
      if (registration.status() != Registration.Status.ACCEPTED) {
        heart.stop();
        charging.onOffline();
      }
      surroundings.listener().bootRepeated(options.id(), why, after);
    }
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
        charging.onOnline();
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
