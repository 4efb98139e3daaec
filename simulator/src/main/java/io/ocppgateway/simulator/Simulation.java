package io.ocppgateway.simulator;

import io.netty.channel.IoEventLoopGroup;
import io.ocppgateway.simulator.chargepoint.ChargePointListener;
import io.ocppgateway.simulator.chargepoint.ChargePointOptions;

/// Charge points that run in this process.
///
/// ```java
/// try (Simulation simulation = Simulation.open(new LinePrinter(System.out::println))) {
///   Ending ending = simulation.start(options).ended().join();
///   return ending.failed() ? 1 : 0;
/// }
/// ```
///
/// Each charge point lives on one event loop and needs no thread of its own. [#close] ends those
/// that still run, each with a close of its connection.
public final class Simulation implements AutoCloseable {

  private Simulation() {}

  /// A simulation on one event loop of its own, which [#close] ends.
  public static Simulation open(ChargePointListener listener) {
    throw new UnsupportedOperationException();
  }

  /// A simulation on the caller's event loops, which stay open after [#close].
  public static Simulation on(IoEventLoopGroup loops, ChargePointListener listener) {
    throw new UnsupportedOperationException();
  }

  /// Starts a charge point: it connects at once.
  public SimulatedChargePoint start(ChargePointOptions options) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
