package io.ocppgateway.simulator;

import io.netty.channel.EventLoop;
import io.ocppgateway.simulator.chargepoint.CallCounts;
import io.ocppgateway.simulator.chargepoint.ChargePoint;
import io.ocppgateway.simulator.chargepoint.Ending;
import java.util.concurrent.CompletableFuture;

/// A charge point as other threads see it: what they ask for runs on its event loop.
record RunningChargePoint(ChargePoint chargePoint, EventLoop loop, CompletableFuture<Ending> ended)
    implements SimulatedChargePoint {

  @Override
  public CompletableFuture<CallCounts> calls() {
    return CompletableFuture.supplyAsync(chargePoint::calls, loop);
  }

  @Override
  public void finish() {
    loop.execute(chargePoint::finish);
  }

  @Override
  public void stop() {
    loop.execute(chargePoint::stop);
  }
}
