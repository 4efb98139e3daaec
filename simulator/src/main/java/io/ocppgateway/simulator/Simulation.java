package io.ocppgateway.simulator;

import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.ocppgateway.ocpp.schema.Schemas;
import io.ocppgateway.simulator.chargepoint.ChargePoint;
import io.ocppgateway.simulator.chargepoint.ChargePointListener;
import io.ocppgateway.simulator.chargepoint.Ending;
import io.ocppgateway.simulator.chargepoint.Line;
import io.ocppgateway.simulator.chargepoint.Surroundings;
import io.ocppgateway.simulator.chargepoint.Timers;
import io.ocppgateway.simulator.fault.Faults;
import io.ocppgateway.simulator.fault.Wiring;
import io.ocppgateway.simulator.options.ChargePointOptions;
import io.ocppgateway.simulator.websocket.Dialer;
import io.ocppgateway.simulator.websocket.SourceAddresses;
import io.ocppgateway.simulator.websocket.Trust;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

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
/// that still run and returns when each has said goodbye. Safe for use by many threads, but for
/// `close`, which must not run on an event loop of the simulation.
public final class Simulation implements AutoCloseable {

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  /// What the ends of the last connections leave on the loops still runs.
  private static final long QUIET_MILLIS = 50;

  private final IoEventLoopGroup loops;
  private final boolean ownsLoops;
  private final ChargePointListener listener;
  private final Dialer dialer;
  private final Schemas schemas = new Schemas();
  private final Map<Line, SimulatedChargePoint> running = new ConcurrentHashMap<>();

  private Simulation(
      IoEventLoopGroup loops,
      boolean ownsLoops,
      SourceAddresses sources,
      Trust trust,
      ChargePointListener listener) {
    this.loops = loops;
    this.ownsLoops = ownsLoops;
    this.listener = listener;
    this.dialer = Dialer.on(loops, sources, trust);
  }

  /// A simulation on one event loop of its own, which [#close] ends.
  public static Simulation open(ChargePointListener listener) {
    return open(Trust.STANDARD, listener);
  }

  /// The same, with charge points that trust others than the JDK does.
  ///
  /// @throws IllegalArgumentException if the file of trust cannot be used
  public static Simulation open(Trust trust, ChargePointListener listener) {
    return new Simulation(newLoop(), true, SourceAddresses.ANY, trust, listener);
  }

  /// An event loop of the kind that suits this system best, for [#on].
  public static IoEventLoopGroup newLoop() {
    return new MultiThreadIoEventLoopGroup(
        1, Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
  }

  /// A simulation on the caller's event loops, epoll's or NIO's, which stay open after [#close].
  public static Simulation on(IoEventLoopGroup loops, ChargePointListener listener) {
    return on(loops, SourceAddresses.ANY, listener);
  }

  /// The same, with connections that go out from these addresses.
  public static Simulation on(
      IoEventLoopGroup loops, SourceAddresses sources, ChargePointListener listener) {
    return new Simulation(loops, false, sources, Trust.STANDARD, listener);
  }

  /// Starts a charge point: it connects at once.
  ///
  /// @throws IllegalArgumentException if its certificate cannot be used
  public SimulatedChargePoint start(ChargePointOptions options) {
    return start(options, Faults.NONE);
  }

  /// Starts a charge point that has these faults.
  public SimulatedChargePoint start(ChargePointOptions wanted, Faults faults) {
    EventLoop loop = loops.next();
    Timers timers = new LoopTimers(loop);
    RandomGenerator random = RandomGenerator.getDefault();
    ChargePointOptions options = faults.options(wanted, random);
    Line line = faults.line(new Wiring(dialer.line(options, loop), timers, random));
    CompletableFuture<Ending> ended = new CompletableFuture<>();
    Surroundings surroundings =
        new Surroundings(line, timers, InstantSource.system(), random, schemas, listener);
    ChargePoint chargePoint =
        new ChargePoint(
            options,
            surroundings,
            ending -> {
              running.remove(line);
              ended.complete(ending);
            });
    RunningChargePoint started = new RunningChargePoint(chargePoint, loop, ended);
    running.put(line, started);
    loop.execute(chargePoint::start);
    return started;
  }

  @Override
  public void close() {
    CompletableFuture<?>[] endings =
        running.values().stream()
            .peek(SimulatedChargePoint::stop)
            .map(SimulatedChargePoint::ended)
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(endings)
        .completeOnTimeout(null, CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
        .join();
    dialer.awaitEnds(CLOSE_TIMEOUT);
    if (ownsLoops) {
      loops
          .shutdownGracefully(QUIET_MILLIS, CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
          .syncUninterruptibly();
    }
  }
}
