package io.ocppgateway.simulator.chargepoint;

import io.ocppgateway.simulator.behaviour.Behaviour;
import java.time.Duration;

/// The heartbeats of one charge point: the first at once, then one each interval while it is
/// connected and accepted. None is sent while another waits for its answer.
final class Heart {

  private final Calls calls;
  private final Behaviour behaviour;
  private final Timers timers;
  private Duration interval = Duration.ZERO;
  private Timers.Timer next = Timers.Timer.NONE;
  private boolean waiting;

  Heart(Calls calls, Behaviour behaviour, Timers timers) {
    this.calls = calls;
    this.behaviour = behaviour;
    this.timers = timers;
  }

  /// Takes an interval for the beats to come.
  void setInterval(Duration newInterval) {
    interval = newInterval;
    behaviour.heartbeatIntervalSet(newInterval.toSeconds());
  }

  /// Beats at once and from then on. Begins anew if it beats already.
  void start() {
    stop();
    beat();
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
      calls.call(behaviour.heartbeat(), _ -> waiting = false);
    }
  }
}
