package io.ocppgateway.simulator.behaviour;

import java.time.Duration;

/// What a charge point does after it has answered a command.
public sealed interface Effect {

  /// Sends something.
  record Tell(Request request) implements Effect {}

  /// Sends a BootNotification, whatever the state of the last.
  record BootAgain() implements Effect {}

  /// Closes its connection, and comes back as after a power cut.
  record Restart() implements Effect {}

  /// Beats at another interval from now on.
  ///
  /// @param interval positive
  record BeatEvery(Duration interval) implements Effect {}
}
