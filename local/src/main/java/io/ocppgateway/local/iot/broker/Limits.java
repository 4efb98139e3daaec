package io.ocppgateway.local.iot.broker;

import java.time.Duration;

/// The limits of AWS IoT Core.
///
/// @see "AWS IoT Core endpoints and quotas: message broker and protocol limits"
public final class Limits {

  /// The largest payload, in bytes.
  public static final int MAX_PAYLOAD_BYTES = 128 * 1024;

  /// The largest MQTT packet, in bytes: payload, topic and properties.
  public static final int MAX_PACKET_BYTES = 149_504;

  /// The longest client id, in bytes.
  public static final int MAX_CLIENT_ID_BYTES = 128;

  /// The most unacknowledged messages each way on one connection.
  public static final int MAX_IN_FLIGHT = 100;

  /// The most topic filters in one SUBSCRIBE.
  public static final int MAX_FILTERS_PER_SUBSCRIBE = 8;

  /// The most subscriptions of one connection.
  public static final int MAX_SUBSCRIPTIONS = 50;

  /// The most topic aliases of one connection.
  public static final int MAX_TOPIC_ALIASES = 8;

  /// The longest life of a session without a connection.
  public static final Duration MAX_SESSION_EXPIRY = Duration.ofHours(1);

  /// The longest keep-alive interval, which is also taken where the client asks for none.
  public static final int MAX_KEEP_ALIVE_SECONDS = 1200;

  /// The most messages that wait for one session. This is a limit of this machine's memory.
  public static final int MAX_WAITING = 1000;

  private Limits() {}
}
