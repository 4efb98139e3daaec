package io.ocppgateway.gateway.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.ScheduledFuture;
import io.ocppgateway.gateway.log.LineLimit;
import io.ocppgateway.ocpp.ChargePointId;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/// What passes over a charge point's socket: counted, and while somebody traces this charge point,
/// logged. Owned by the session's event loop.
final class Wire {

  /// With the log's level at TRACE everybody is traced.
  private static final Logger LOG = LoggerFactory.getLogger(Wire.class);

  /// Always at TRACE: whether a line is written is decided here.
  private static final Logger TRACE = LoggerFactory.getLogger("trace");

  private final ChargePointId id;
  private final ChargePointSocket socket;
  private final SessionMetrics metrics;
  private final LongSupplier nanoTime;

  private boolean traced = LOG.isTraceEnabled();
  private @Nullable ScheduledFuture<?> traceEnd;
  private @Nullable LineLimit frequentLines;

  Wire(ChargePointId id, ChargePointSocket socket, SessionMetrics metrics, LongSupplier nanoTime) {
    this.id = id;
    this.socket = socket;
    this.metrics = metrics;
    this.nanoTime = nanoTime;
  }

  /// A message came from the charge point.
  void onReceived(ByteBuf text) {
    metrics.onReceived(text.readableBytes());
    if (traced) {
      trace("from charge point", text);
    }
  }

  /// A message came from the broker.
  void onMessage(ByteBuf payload) {
    if (traced) {
      trace("from broker", payload);
    }
  }

  /// Sends a message to the charge point once the socket is flushed. Takes it over.
  void send(ByteBuf text) {
    int bytes = text.readableBytes();
    if (traced) {
      trace("to charge point", text);
    }
    if (socket.send(text)) {
      metrics.onSent(bytes);
    }
  }

  /// Traces for this long and no longer, whatever was asked for before.
  ///
  /// @param time zero or less to stop now
  void traceFor(Duration time) {
    stopTraceTimer();
    traced = time.isPositive() || LOG.isTraceEnabled();
    if (time.isPositive()) {
      traceEnd =
          socket
              .eventLoop()
              .schedule(() -> traceFor(Duration.ZERO), time.toMillis(), TimeUnit.MILLISECONDS);
    }
    log(LOG.atInfo())
        .addKeyValue("event", "SECURITY")
        .addKeyValue("cause", time.isPositive() ? "TRACE_STARTED" : "TRACE_ENDED")
        .addKeyValue("seconds", Math.max(0, time.toSeconds()))
        .log("trace of frames");
  }

  void stopTraceTimer() {
    if (traceEnd != null) {
      traceEnd.cancel(false);
      traceEnd = null;
    }
  }

  /// Says whose line it is.
  LoggingEventBuilder log(LoggingEventBuilder event) {
    return event
        .addKeyValue("chargePointId", id)
        .addKeyValue("connectionId", socket.connectionId());
  }

  /// Writes a line about what a charge point could do without end, unless it did it too often
  /// lately.
  void logFrequent(LoggingEventBuilder event, Consumer<LoggingEventBuilder> line) {
    if (frequentLines == null) {
      frequentLines = new LineLimit(nanoTime);
    }
    frequentLines.log(log(event), line);
  }

  private void trace(String way, ByteBuf text) {
    log(TRACE.atTrace()).addKeyValue("frame", text.toString(UTF_8)).log(way);
  }
}
