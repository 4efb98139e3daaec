package io.ocppgateway.gateway.mqtt;

import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What a [Link] publishes: as much of its [Outbox] at a time as the broker takes, and no faster
/// than it does. Sees each message to its end, acknowledged, refused, or left to [Leftovers]. Owned
/// by the link's event loop.
final class Publisher {

  private static final Duration QUOTA_PAUSE = Duration.ofSeconds(1);

  /// A link that has much to send sends some of it now and then rather than one at a time. Shorter
  /// than a burst, so that it loses nothing by it.
  private static final Duration SHORTEST_WAIT = Duration.ofMillis(100);

  /// AWS IoT Core discards what is beyond its quotas, and says nothing.
  private static final Duration LONGEST_ACKNOWLEDGEMENT = Duration.ofSeconds(60);

  private final Link link;
  private final LinkListener listener;
  private final Broker broker;
  private final Outbox outbox;

  private BrokerLimits limits = BrokerLimits.UNTOLD;

  /// When all that was sent will have been paid for, see [io.ocppgateway.gateway.rate.Throughput].
  private long paidUntil;

  /// The broker has no room.
  private boolean pausing;

  /// It is too early for the next message.
  private boolean waitingForTurn;

  Publisher(Link link, LinkListener listener, Broker broker) {
    this.link = link;
    this.listener = listener;
    this.broker = broker;
    outbox = new Outbox(broker.outboxBudget());
    paidUntil = broker.nanoTime();
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
    if (connection == null || pausing || waitingForTurn) {
      return;
    }
    for (Pending next = outbox.peek(); next != null; next = outbox.peek()) {
      long now = broker.nanoTime();
      if (next.bytes > limits.maxPayloadBytes()) {
        // It came before this broker said so. Sent, it would end every connection.
        outbox.next();
        outbox.acknowledged(next.packetId);
        broker.metrics().onOutboxChange(-1, -next.bytes);
        onRefused(next, PublishRefusal.TOO_LARGE);
      } else if (takeTurn(next, now)) {
        outbox.next();
        connection.publish(next);
        next.attempted = true;
        next.sentAt = now;
      } else {
        return;
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
      schedule(this::endPause, QUOTA_PAUSE.toNanos());
    }
  }

  private void endPause() {
    pausing = false;
    link.onPauseOver();
  }

  /// Otherwise waits for it.
  private boolean takeTurn(Pending next, long now) {
    long early = broker.throughput().waitNanos(paidUntil, next.bytes, now);
    if (early > 0) {
      waitingForTurn = true;
      schedule(this::onTurn, Math.max(early, SHORTEST_WAIT.toNanos()));
      return false;
    }
    paidUntil = broker.throughput().take(paidUntil, next.bytes, now);
    return true;
  }

  private void onTurn() {
    waitingForTurn = false;
    link.onPauseOver();
  }

  private void schedule(Runnable task, long nanos) {
    ScheduledFuture<?> _ = link.eventLoop().schedule(task, nanos, TimeUnit.NANOSECONDS);
  }
}
