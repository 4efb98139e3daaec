package io.ocppgateway.simulator.behaviour;

import java.time.Duration;

/// What a charge point does after it has answered a command.
public sealed interface Effect {

  /// When a charge point restarts that was told to.
  enum When {
    /// Now, whatever is not told yet.
    AT_ONCE,
    /// When the central system was told how the transaction ended, but soon.
    ONCE_TOLD,
    /// When no transaction runs.
    ONCE_IDLE
  }

  /// Sends something.
  record Tell(Request request) implements Effect {}

  /// Tells what the meter shows.
  record TellMeter() implements Effect {}

  /// Tells how the transaction stands.
  record TellTransaction() implements Effect {}

  /// Sends a BootNotification, whatever the state of the last.
  record BootAgain() implements Effect {}

  /// Closes its connection, and comes back as after a power cut.
  record Restart(When when) implements Effect {}

  /// Beats at another interval from now on.
  ///
  /// @param interval positive
  record BeatEvery(Duration interval) implements Effect {}

  /// A vehicle is plugged in and charges.
  record StartCharging(Driver driver) implements Effect {}

  /// The transaction ends.
  record StopCharging(StopCause cause) implements Effect {}
}
