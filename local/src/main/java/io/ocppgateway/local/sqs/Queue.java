package io.ocppgateway.local.sqs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A standard queue in memory. Safe for every thread.
///
/// Holds at most [#MOST_MESSAGES]; a further one is refused. A message that was received is hidden
/// until its visibility timeout ends or it is deleted.
final class Queue {

  static final int MOST_MESSAGES = 10_000;

  private final String name;
  private final Duration visibility;
  private final Clock clock;
  private final List<Held> messages = new ArrayList<>();
  private final Deque<Waiter> waiters = new ArrayDeque<>();

  Queue(String name, Duration visibility, Clock clock) {
    this.name = name;
    this.visibility = visibility;
    this.clock = clock;
  }

  String name() {
    return name;
  }

  Duration visibility() {
    return visibility;
  }

  /// Adds a message and gives it to whoever waits.
  ///
  /// @throws IllegalStateException if the queue is full
  synchronized Message send(String body) {
    if (messages.size() >= MOST_MESSAGES) {
      throw new IllegalStateException(
          "the queue %s is full with %d messages; purge it".formatted(name, MOST_MESSAGES));
    }
    Held held = new Held(UUID.randomUUID().toString(), body, clock.instant());
    messages.add(held);
    serveWaiters();
    return held.message();
  }

  /// Receives what is visible, or waits for it.
  ///
  /// @param most how many messages at once
  /// @param hidden how long they stay hidden from others
  /// @param wait how long to wait for the first; completes empty afterwards
  synchronized CompletableFuture<List<Message>> receive(int most, Duration hidden, Duration wait) {
    List<Message> taken = take(most, hidden);
    if (!taken.isEmpty() || wait.isZero()) {
      return CompletableFuture.completedFuture(taken);
    }
    CompletableFuture<List<Message>> answer =
        new CompletableFuture<List<Message>>()
            .completeOnTimeout(List.of(), wait.toMillis(), TimeUnit.MILLISECONDS);
    waiters.add(new Waiter(most, hidden, answer));
    return answer;
  }

  private void serveWaiters() {
    for (Iterator<Waiter> all = waiters.iterator(); all.hasNext(); ) {
      Waiter waiter = all.next();
      if (waiter.answer().isDone()) {
        all.remove();
        continue;
      }
      List<Message> taken = take(waiter.most(), waiter.hidden());
      if (taken.isEmpty()) {
        return;
      }
      all.remove();
      waiter.answer().complete(taken);
    }
  }

  private List<Message> take(int most, Duration hidden) {
    Instant now = clock.instant();
    List<Message> taken = new ArrayList<>();
    for (Held held : messages) {
      if (taken.size() == most) {
        break;
      }
      if (!held.visibleFrom.isAfter(now)) {
        taken.add(held.receive(now, hidden));
      }
    }
    return taken;
  }

  /// Deletes the message of this receipt; an unknown one is no fault.
  synchronized void delete(String receipt) {
    messages.removeIf(held -> held.receipt.equals(receipt));
  }

  synchronized void purge() {
    messages.clear();
  }

  /// All messages, hidden or not, the oldest first. Does not receive them.
  synchronized List<Message> peek() {
    return messages.stream().map(Held::message).toList();
  }

  synchronized Depth depth() {
    Instant now = clock.instant();
    long hidden = messages.stream().filter(held -> held.visibleFrom.isAfter(now)).count();
    return new Depth(messages.size() - hidden, hidden);
  }

  /// How many messages wait, and how many are hidden because someone works on them.
  record Depth(long visible, long hidden) {}

  private record Waiter(int most, Duration hidden, CompletableFuture<List<Message>> answer) {}

  /// A message in the queue; guarded by the queue.
  private static final class Held {

    private final String id;
    private final String body;
    private final Instant sentAt;
    private Instant visibleFrom;
    private Instant firstReceivedAt = Instant.EPOCH;
    private String receipt = "";
    private int receiveCount;

    Held(String id, String body, Instant sentAt) {
      this.id = id;
      this.body = body;
      this.sentAt = sentAt;
      visibleFrom = sentAt;
    }

    Message receive(Instant now, Duration hidden) {
      receiveCount++;
      receipt = UUID.randomUUID().toString();
      visibleFrom = now.plus(hidden);
      if (receiveCount == 1) {
        firstReceivedAt = now;
      }
      return message();
    }

    Message message() {
      return new Message(id, receipt, body, sentAt, firstReceivedAt, receiveCount);
    }
  }
}
