package io.ocppgateway.lambdas.provisioning;

import java.time.Duration;
import java.time.Instant;

/// A charge point that has booted is accepted.
///
/// @param heartbeatInterval whole seconds between its Heartbeats
record Registration(Instant currentTime, Duration heartbeatInterval) {

  int heartbeatIntervalSeconds() {
    return Math.toIntExact(heartbeatInterval.toSeconds());
  }
}
