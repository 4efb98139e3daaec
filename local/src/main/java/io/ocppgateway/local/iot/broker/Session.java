package io.ocppgateway.local.iot.broker;

import io.ocppgateway.local.iot.message.Publish;
import io.ocppgateway.local.usage.DropReason;
import io.ocppgateway.local.usage.UsageMeter;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a client's connection leaves behind: its subscriptions, and the QoS 1 messages that it has
/// not acknowledged. Belongs to the broker's event loop.
///
/// At most [Limits#MAX_IN_FLIGHT] messages are unacknowledged and [Limits#MAX_WAITING] wait behind
/// them; a message above that is dropped, and so is one of QoS 0 that the link cannot take at once.
final class Session {

  private static final Logger LOG = LoggerFactory.getLogger(Session.class);
  private static final int MAX_PACKET_ID = 0xFFFF;

  private final ClientAccess access;
  private final Clock clock;
  private final UsageMeter meter;
  private final Map<String, Subscription> subscriptions = new HashMap<>();
  private final Map<Integer, Waiting> inFlight = new LinkedHashMap<>();
  private final Queue<Waiting> waiting = new ArrayDeque<>();
  private final Connection connection;
  private @Nullable Link link;
  private int lastPacketId;

  /// A session of this connection, which takes over what the earlier one left.
  Session(
      Connection connection,
      ClientAccess access,
      Clock clock,
      UsageMeter meter,
      @Nullable Session earlier) {
    this.connection = connection;
    this.access = access;
    this.clock = clock;
    this.meter = meter;
    this.link = connection.link();
    if (earlier != null) {
      subscriptions.putAll(earlier.subscriptions);
      inFlight.putAll(earlier.inFlight);
      waiting.addAll(earlier.waiting);
      lastPacketId = earlier.lastPacketId;
    }
  }

  Connection connection() {
    return connection;
  }

  String clientId() {
    return connection.request().clientId();
  }

  Map<String, Subscription> subscriptions() {
    return subscriptions;
  }

  boolean isConnected() {
    return link != null;
  }

  boolean isOver(Link candidate) {
    return candidate.equals(link);
  }

  boolean outlivesConnection() {
    return connection.request().sessionExpiry().isPositive();
  }

  /// The connection ended; the session may live on without it.
  void detach() {
    link = null;
  }

  /// Sends again what was not acknowledged, then what waited.
  void resume() {
    if (link != null) {
      inFlight.forEach((packetId, message) -> send(message, packetId, true));
      pump();
    }
  }

  /// Sends a message, now or when the client takes it. What its role may not receive is dropped
  /// without a word to the client, as AWS does.
  void deliver(Publish message, int qos, boolean retain) {
    if (!access.mayReceive(connection.request().principal(), message.topic())) {
      meter.dropped(DropReason.NOT_ALLOWED);
      return;
    }
    if (qos == 0) {
      if (link != null && link.isWritable()) {
        send(new Waiting(message, retain), 0, false);
      } else if (link != null) {
        dropped(message, DropReason.READER_TOO_SLOW);
      } else {
        meter.dropped(DropReason.NOT_CONNECTED);
      }
      return;
    }
    if (waiting.size() >= Limits.MAX_WAITING) {
      dropped(message, DropReason.CLIENT_QUEUE_FULL);
      return;
    }
    waiting.add(new Waiting(message, retain));
    pump();
  }

  void acknowledged(int packetId) {
    if (inFlight.remove(packetId) != null) {
      pump();
    }
  }

  /// Sends waiting messages as far as the link and the client take them.
  void pump() {
    int limit = Math.min(connection.request().receiveMaximum(), Limits.MAX_IN_FLIGHT);
    while (link != null && link.isWritable() && inFlight.size() < limit) {
      Waiting next = waiting.poll();
      if (next == null) {
        return;
      }
      if (isExpired(next.message)) {
        meter.dropped(DropReason.EXPIRED);
      } else {
        int packetId = nextPacketId();
        inFlight.put(packetId, next);
        send(next, packetId, false);
      }
    }
  }

  private void send(Waiting waiting, int packetId, boolean duplicate) {
    if (link != null) {
      meter.delivered(waiting.message.topic(), waiting.message.payload().length());
      link.send(
          waiting.message,
          new Delivery(
              packetId == 0 ? 0 : 1,
              packetId,
              duplicate,
              waiting.retain,
              remainingSeconds(waiting.message)));
    }
  }

  private boolean isExpired(Publish message) {
    Duration expiry = message.properties().messageExpiry();
    return expiry != null && !clock.instant().isBefore(message.receivedAt().plus(expiry));
  }

  /// @see "MQTT 5 §3.3.2.3.3: the interval received minus the time of waiting"
  private OptionalLong remainingSeconds(Publish message) {
    Duration expiry = message.properties().messageExpiry();
    if (expiry == null) {
      return OptionalLong.empty();
    }
    Duration waited = Duration.between(message.receivedAt(), clock.instant());
    return OptionalLong.of(Math.max(0, expiry.toSeconds() - waited.toSeconds()));
  }

  private int nextPacketId() {
    do {
      lastPacketId = lastPacketId % MAX_PACKET_ID + 1;
    } while (inFlight.containsKey(lastPacketId));
    return lastPacketId;
  }

  /// How many messages the client has not acknowledged, or not even got.
  int undelivered() {
    return inFlight.size() + waiting.size();
  }

  private void dropped(Publish message, DropReason why) {
    meter.dropped(why);
    LOG.atWarn()
        .addKeyValue("clientId", clientId())
        .addKeyValue("topic", message.topic())
        .addKeyValue("reason", why.text())
        .log("a message was dropped");
  }

  private record Waiting(Publish message, boolean retain) {}
}
