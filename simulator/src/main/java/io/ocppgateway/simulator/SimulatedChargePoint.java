package io.ocppgateway.simulator;

import io.ocppgateway.simulator.chargepoint.CallCounts;
import io.ocppgateway.simulator.chargepoint.Ending;
import java.util.concurrent.CompletableFuture;

/// One running charge point of a [Simulation]. Safe for use by any thread.
public interface SimulatedChargePoint {

  /// Completes when the charge point has ended, whatever the way; never exceptionally.
  CompletableFuture<Ending> ended();

  /// What has become of its CALLs so far.
  CompletableFuture<CallCounts> calls();

  /// Ends it in order: it begins nothing new, waits for the answers that are due and then closes
  /// the connection with 1000. Does nothing if it has ended.
  void finish();

  /// Ends it: the connection is closed with 1000. Does nothing if it has ended.
  void stop();
}
