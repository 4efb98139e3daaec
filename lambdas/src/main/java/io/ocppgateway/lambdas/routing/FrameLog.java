package io.ocppgateway.lambdas.routing;

import io.ocppgateway.ocpp.schema.Violation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/// At most one line of log per frame: who, what, outcome, how long. Never a payload.
///
/// What went well is told at DEBUG, which the functions do not log unless they are asked to: seven
/// of eight frames are Heartbeats, and a line of each would cost more than what answers them. What
/// went wrong is told at WARN and ERROR, with the same keys.
final class FrameLog {

  private static final Logger LOG = LoggerFactory.getLogger(FrameLog.class);

  /// OCPP's longest action has 33 characters; what the peer calls an action may have any length.
  private static final int MAX_ACTION_LENGTH = 50;

  private static final int MAX_VIOLATIONS = 5;

  private final Clock clock;
  private final FrameEvent event;
  private final Instant start;

  FrameLog(Clock clock, FrameEvent event) {
    this.clock = clock;
    this.event = event;
    start = clock.instant();
  }

  /// A CALL was seen to.
  ///
  /// @param violations what the schema has against its payload
  void call(ReceivedCall call, Outcome outcome, List<Violation> violations) {
    Level level =
        switch (outcome) {
          case ANSWERED, REPLAYED, IN_PROGRESS, TAKEN_NOTE_OF ->
              violations.isEmpty() ? Level.DEBUG : Level.WARN;
          case REFUSED, NOT_IMPLEMENTED, NO_FRAME -> Level.WARN;
          case FAILED -> Level.ERROR;
        };
    LoggingEventBuilder line = line(level, call, outcome);
    if (!violations.isEmpty()) {
      line = line.addKeyValue("violations", violations.stream().limit(MAX_VIOLATIONS).toList());
    }
    line.log("call");
  }

  /// A CALL could not be answered, for a reason that is ours.
  void failure(ReceivedCall call, Throwable failure) {
    line(Level.ERROR, call, Outcome.FAILED).setCause(failure).log("call");
  }

  /// A SEND was seen to.
  void send(String messageId, String action) {
    line(Level.DEBUG, Outcome.TAKEN_NOTE_OF)
        .addKeyValue("messageId", messageId)
        .addKeyValue("action", shortened(action))
        .log("send");
  }

  /// What came is no frame.
  void noFrame(String fault, String detail) {
    line(Level.WARN, Outcome.NO_FRAME)
        .addKeyValue("fault", fault)
        .addKeyValue("detail", detail)
        .log("no frame");
  }

  private LoggingEventBuilder line(Level level, ReceivedCall call, Outcome outcome) {
    return line(level, outcome)
        .addKeyValue("messageId", call.frame().id())
        .addKeyValue("action", shortened(call.action()))
        .addKeyValue("ocpp", call.version().subprotocol());
  }

  private LoggingEventBuilder line(Level level, Outcome outcome) {
    return LOG.atLevel(level)
        .addKeyValue("chargePointId", event.chargePointId().thingName())
        .addKeyValue("outcome", outcome)
        .addKeyValue("durationMs", Duration.between(start, clock.instant()).toMillis())
        .addKeyValue("traceId", event.traceId());
  }

  private static String shortened(String action) {
    return action.length() > MAX_ACTION_LENGTH
        ? action.substring(0, MAX_ACTION_LENGTH) + "…"
        : action;
  }
}
