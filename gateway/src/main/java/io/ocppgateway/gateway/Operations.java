package io.ocppgateway.gateway;

import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.ScheduledFuture;
import io.ocppgateway.gateway.health.HealthServer;
import io.ocppgateway.gateway.health.Vitals;
import io.ocppgateway.gateway.metrics.Metrics;
import io.ocppgateway.gateway.metrics.PrometheusText;
import io.ocppgateway.gateway.monitoring.LoopProbe;
import io.ocppgateway.gateway.monitoring.MetricsLog;
import io.ocppgateway.gateway.monitoring.ProcessMetrics;
import io.ocppgateway.gateway.transport.Transport;
import io.ocppgateway.gateway.websocket.event.SocketEvents;
import io.ocppgateway.gateway.websocket.event.SocketLog;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What those who run a gateway see of it: health, metrics, security events. Has a thread of its
/// own, which charge points never wait for.
final class Operations implements AutoCloseable {

  private final Transport transport;
  private final EventLoopGroup thread;
  private final LoopProbe probe;
  private final Metrics metrics;
  private final MetricsLog metricsLog;
  private final SocketLog socketLog;
  private @Nullable HealthServer healthServer;

  private Operations(
      Transport transport,
      EventLoopGroup thread,
      LoopProbe probe,
      Metrics metrics,
      MetricsLog metricsLog,
      SocketLog socketLog) {
    this.transport = transport;
    this.thread = thread;
    this.probe = probe;
    this.metrics = metrics;
    this.metricsLog = metricsLog;
    this.socketLog = socketLog;
  }

  /// Begins to watch, and to log if that is set; [#listen] opens the port.
  ///
  /// @param eventLoops that are watched
  static Operations start(
      GatewayConfig config,
      Transport transport,
      EventLoopGroup eventLoops,
      Metrics metrics,
      Clock clock) {
    EventLoopGroup thread = transport.newEventLoops(1, "operations");
    ProcessMetrics.addTo(metrics);
    return new Operations(
        transport,
        thread,
        new LoopProbe(eventLoops, metrics, System::nanoTime),
        metrics,
        new MetricsLog(metrics, config.metrics(), thread.next(), clock, System.out),
        new SocketLog(thread.next()));
  }

  /// Answers health checks from now on; not ready yet.
  ///
  /// @throws IllegalStateException if the port cannot be had
  HealthServer listen(int port) {
    HealthServer listening =
        HealthServer.listen(
            port,
            transport,
            thread,
            new Vitals(
                probe::areAlive,
                () -> PrometheusText.of(metrics.read()),
                PrometheusText.CONTENT_TYPE));
    healthServer = listening;
    return listening;
  }

  /// The port that health checks go to, 0 if there is none yet.
  int healthPort() {
    return healthServer == null ? 0 : healthServer.port();
  }

  /// Writes what happens on the charge points' side to the log.
  SocketEvents socketLog() {
    return socketLog;
  }

  /// Does something again and again, beside the charge points' work.
  void repeat(Runnable task, Duration interval) {
    ScheduledFuture<?> _ =
        thread
            .next()
            .scheduleWithFixedDelay(
                task, interval.toSeconds(), interval.toSeconds(), TimeUnit.SECONDS);
  }

  /// From now on this process takes no more charge points.
  void setNotReady() {
    if (healthServer != null) {
      healthServer.setNotReady();
    }
  }

  /// Tells the last there is to tell.
  @Override
  public void close() {
    if (healthServer != null) {
      healthServer.close();
    }
    probe.close();
    socketLog.close();
    metricsLog.close();
    thread.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
