package io.ocppgateway.simulator.fleet;

import io.netty.channel.IoEventLoopGroup;
import io.ocppgateway.simulator.SimulatedChargePoint;
import io.ocppgateway.simulator.Simulation;
import io.ocppgateway.simulator.fault.Faults;
import io.ocppgateway.simulator.fleet.statistics.Recorder;
import io.ocppgateway.simulator.fleet.statistics.Tally;
import io.ocppgateway.simulator.options.ChargePointOptions;
import io.ocppgateway.simulator.websocket.SourceAddresses;
import java.util.concurrent.CompletableFuture;

/// The charge points of a fleet that share an event loop, and their recorder. Safe for use by any
/// thread.
final class Squad implements AutoCloseable {

  private final IoEventLoopGroup loop = Simulation.newLoop();
  private final Recorder recorder = new Recorder();
  private final Simulation simulation;

  Squad(SourceAddresses sources) {
    simulation = Simulation.on(loop, sources, recorder);
  }

  SimulatedChargePoint start(ChargePointOptions options, Faults faults) {
    return simulation.start(options, faults);
  }

  /// What has been counted since the last time.
  CompletableFuture<Tally> take() {
    return CompletableFuture.supplyAsync(recorder::take, loop);
  }

  /// Waits for the last connections. What they count can still be taken.
  void awaitEnds() {
    simulation.close();
  }

  @Override
  public void close() {
    loop.shutdownGracefully().addListener(_ -> {});
  }
}
