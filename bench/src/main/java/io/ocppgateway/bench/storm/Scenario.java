package io.ocppgateway.bench.storm;

import io.ocppgateway.gateway.admission.Admission;
import io.ocppgateway.gateway.admission.ConnectRate;
import io.ocppgateway.simulator.behaviour.RetryBackOff;
import java.time.Duration;

/// What happens in a storm.
///
/// @param name for the table
/// @param chargePoints that have lost their connection
/// @param gateways that are left to take them; each gets a random share, as behind a load balancer
/// @param connectsPerSecond the account's quota of CONNECTs; the broker refuses what is beyond it
/// @param admission whether the gateways keep to the quota, or send each CONNECT at once
/// @param refusalsHeld a handshake that is turned away is answered after a random time within this
/// @param noticedWithin the charge points notice the loss at random within this time
/// @param backOff of the charge points after a refusal
/// @param seed of all chance
record Scenario(
    String name,
    int chargePoints,
    int gateways,
    int connectsPerSecond,
    boolean admission,
    Duration refusalsHeld,
    Duration noticedWithin,
    RetryBackOff backOff,
    long seed) {

  /// How long a charge point waits for the answer to its handshake.
  static final Duration PATIENCE = Duration.ofSeconds(30);

  /// How many handshakes may wait at one gateway.
  int maxWaitingHandshakes() {
    return share().within(Admission.LONGEST_WAIT);
  }

  /// What one gateway may send.
  ConnectRate share() {
    return ConnectRate.ofPerSecond(connectsPerSecond).dividedAmong(gateways);
  }

  /// The best that is possible: the quota used to the full from the first second on.
  Duration floor() {
    return Duration.ofMillis(1000L * chargePoints / connectsPerSecond);
  }
}
