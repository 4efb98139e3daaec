package io.ocppgateway.ocpp.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A word to the gateway that holds a charge point's connection, published on `{id}/out` in place
/// of a frame: write this charge point's frames into the log for a while.
/// `{"traceUntil":1767225600}`, in seconds since 1970; a time that has passed ends it.
///
/// Frames are arrays, so that it cannot be taken for one. Published as a retained message it
/// follows the charge point through its connections, to whichever gateway.
///
/// @param until when to stop by itself
public record TraceOrder(Instant until) {

  /// The longest time that a gateway traces without being told again.
  public static final Duration MAX = Duration.ofHours(1);

  /// The year 3000: later times mean the same, and some cannot be told.
  private static final long LATEST = 32_503_680_000L;

  private static final String UNTIL = "traceUntil";
  private static final JsonMapper JSON = JsonMapper.shared();

  /// How long it is in force from now on: at most [#MAX], zero if it is over.
  public Duration timeLeft(Instant now) {
    if (!until.isAfter(now)) {
      return Duration.ZERO;
    }
    Duration left = Duration.between(now, until);
    return left.compareTo(MAX) > 0 ? MAX : left;
  }

  /// The payload of the message, in UTF-8.
  public byte[] toJson() {
    return JSON.createObjectNode().put(UNTIL, until.getEpochSecond()).toString().getBytes(UTF_8);
  }

  /// Reads a payload; empty if it is none.
  public static Optional<TraceOrder> fromJson(byte[] json) {
    try {
      JsonNode order = JSON.readTree(json).path(UNTIL);
      return order.isIntegralNumber() && order.canConvertToLong()
          ? Optional.of(
              new TraceOrder(Instant.ofEpochSecond(Math.clamp(order.longValue(), 0, LATEST))))
          : Optional.empty();
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }
}
