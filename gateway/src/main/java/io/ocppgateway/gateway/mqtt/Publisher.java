package io.ocppgateway.gateway.mqtt;

import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What a [Link] publishes: as much of its [Outbox] at a time as the broker takes. Sees each
/// message to its end, acknowledged, refused, or left to [Leftovers]. Owned by the link's event
/// loop.
final class Publisher {

  private static final Duration QUOTA_PAUSE = Duration.ofSeconds(1);

  /// AWS IoT Core discards what is beyond its quotas, and says nothing.
  private static final Duration LONGEST_ACKNOWLEDGEMENT = Duration.ofSeconds(60);

  private final Link link;
  private final LinkListener listener;
  private final Broker broker;
  private final Outbox outbox;

  private BrokerLimits limits = BrokerLimits.UNTOLD;
  private boolean pausing;

  Publisher(Link link, LinkListener listener, Broker broker) {
    this.link = link;
    this.listener = listener;
    this.broker = broker;
    outbox = new Outbox(broker.outboxBudget());
  }

  /// What the broker takes, from now on.
  void limitTo(BrokerLimits told) {
    limits = told;
    outbox.limitTo(told.receiveMaximum());
  }

  /// The longest payload that the broker takes, as far as it has said.
  int maxPayloadBytes() {
    return limits.maxPayloadBytes();
  }

  boolean isEmpty() {
    return outbox.isEmpty();
  }

  /// Whether more would be kept in memory for long.
  boolean isFull() {
    return outbox.isFull();
  }

  /// How many messages wait for their acknowledgement.
  int waiting() {
    return outbox.count();
  }

  /// What those take of memory.
  int waitingBytes() {
    return outbox.heldBytes();
  }

  /// Whether the broker has had time enough to acknowledge something that it has not.
  boolean isAcknowledgementOverdue() {
    Pending oldest = outbox.oldestInFlight();
    return oldest != null && broker.nanoTime() - oldest.sentAt > LONGEST_ACKNOWLEDGEMENT.toNanos();
  }

  /// Takes a message over.
  void add(Pending pending) {
    outbox.add(pending);
    broker.metrics().onOutboxChange(1, pending.bytes);
  }

  /// Writes what the broker takes now.
  ///
  /// @param connection null if there is none
  void publishWhatMay(@Nullable Connection connection) {
    if (connection == null || pausing) {
      return;
    }
    for (Pending next = outbox.next(); next != null; next = outbox.next()) {
      if (next.bytes > limits.maxPayloadBytes()) {
        // It came before this broker said so. Sent, it would end every connection.
        outbox.acknowledged(next.packetId);
        broker.metrics().onOutboxChange(-1, -next.bytes);
        onRefused(next, PublishRefusal.TOO_LARGE);
      } else {
        connection.publish(next);
        next.attempted = true;
        next.sentAt = broker.nanoTime();
      }
    }
  }

  /// The broker has said what became of a message.
  ///
  /// @return whether that was one of ours
  boolean onAcknowledged(int packetId, int reasonCode) {
    Pending pending = outbox.acknowledged(packetId);
    if (pending == null) {
      return false;
    }
    broker.metrics().onOutboxChange(-1, -pending.bytes);
    if (PublishRefusal.isFailure(reasonCode)) {
      onRefused(pending, new PublishRefusal(reasonCode));
    } else {
      broker.metrics().onPublishAcknowledged(broker.nanoTime() - pending.sentAt);
      pending.payload.release();
    }
    return true;
  }

  /// The connection is gone: what was not acknowledged is published again on the next.
  void sendAgain() {
    outbox.sendAgain();
  }

  /// The same, but the broker has ended the connection over something that it was sent. What it
  /// does so over twice is given up.
  ///
  /// @param reasonCode of its DISCONNECT
  void sendAgainOneByOne(int reasonCode) {
    Pending blamed = outbox.sendAgainOneByOne();
    if (blamed != null) {
      broker.metrics().onOutboxChange(-1, -blamed.bytes);
      onRefused(blamed, new PublishRefusal(reasonCode));
    }
  }

  /// There is no connection for this any more.
  void leaveBehind(Pending pending) {
    if (link.name().isGateway()) {
      broker.leftovers().lose(pending);
    } else {
      broker.leftovers().take(pending, link.eventLoop());
    }
  }

  /// Leaves behind what there is.
  void close() {
    outbox.drainTo(this::onLeftInOutbox);
  }

  private void onLeftInOutbox(Pending pending) {
    broker.metrics().onOutboxChange(-1, -pending.bytes);
    leaveBehind(pending);
  }

  private void onRefused(Pending pending, PublishRefusal refusal) {
    broker.metrics().onPublishRefused(refusal.reasonCode());
    refusal.log(broker.frequentLines(), link.name().clientId(), pending);
    if (!refusal.isTemporary()) {
      broker.metrics().onPublishLost();
      listener.onPublishRefused(pending.payload);
      pending.payload.release();
      return;
    }
    outbox.putBack(pending);
    broker.metrics().onOutboxChange(1, pending.bytes);
    if (!pausing) {
      pausing = true;
      ScheduledFuture<?> _ =
          link.eventLoop().schedule(this::endPause, QUOTA_PAUSE.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private void endPause() {
    pausing = false;
    link.onPauseOver();
  }
}
