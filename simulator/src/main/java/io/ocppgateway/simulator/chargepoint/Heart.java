package io.ocppgateway.simulator.chargepoint;

import io.ocppgateway.simulator.behaviour.Behaviour;
import io.ocppgateway.simulator.charging.ChargePointClock;
import java.time.Duration;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/// The heartbeats of one charge point: the first at once or soon, then one each interval while it
/// is connected and accepted. None is sent while another waits for its answer.
final class Heart {

  private final Calls calls;
  private final Behaviour behaviour;
  private final ChargePointClock clock;
  private final Timers timers;
  private final UnaryOperator<Duration> untilFirst;
  private Duration interval = Duration.ZERO;
  private Timers.Timer next = Timers.Timer.NONE;
  private boolean waiting;

  /// @param clock follows the time that each answer tells
  /// @param untilFirst tells how long the first beat waits at some interval; no longer than that
  Heart(
      Calls calls,
      Behaviour behaviour,
      ChargePointClock clock,
      Timers timers,
      UnaryOperator<Duration> untilFirst) {
    this.calls = calls;
    this.behaviour = behaviour;
    this.clock = clock;
    this.timers = timers;
    this.untilFirst = untilFirst;
  }

  /// Takes an interval for the beats to come.
  void setInterval(Duration newInterval) {
    interval = newInterval;
  }

  /// Beats, at once or soon, and from then on. Begins anew if it beats already.
  void start() {
    stop();
    Duration wait = untilFirst.apply(interval);
    if (wait.isZero()) {
      beat();
    } else {
      next = timers.after(wait, this::beat);
    }
  }

  /// Beats from one interval on.
  void startLater() {
    stop();
    next = timers.after(interval, this::beat);
  }

  void stop() {
    next.cancel();
  }

  private void beat() {
    next = timers.after(interval, this::beat);
    if (!waiting) {
      waiting = true;
      calls.callEach(interval, behaviour.heartbeat(), this::onOutcome);
    }
  }

  private void onOutcome(CallOutcome outcome) {
    waiting = false;
    if (outcome instanceof CallOutcome.Answered(ObjectNode answer)) {
      clock.follow(answer);
    }
  }
}
