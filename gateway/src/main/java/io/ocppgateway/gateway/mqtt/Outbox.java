package io.ocppgateway.gateway.mqtt;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a link has to publish: first what waits for its PUBACK, then what waits to be sent, in the
/// order in which it came. What is not acknowledged stays, whatever becomes of the connection.
///
/// Never refuses anything: when [#isFull] the link asks for no more, and what was read already
/// still comes. That is at most what one read of the socket holds. An empty outbox holds nothing,
/// and all share an [OutboxBudget]. Owned by the link's event loop.
///
/// A broker that ends the connection over a message does not say over which. What was in flight
/// then is sent one by one the next time; over whichever it ends the connection again, that is it.
///
/// @see "MQTT 5.0 §4.4, §4.9"
final class Outbox {

  /// How many publishes may wait for their PUBACK: what AWS IoT Core takes; it discards more.
  static final int MAX_IN_FLIGHT = 100;

  /// How much is held for one charge point before it is read no further: two of the longest frames.
  static final int MAX_BYTES = 256 * 1024;

  private static final int MAX_PACKET_ID = Packets.UNSUBSCRIBE_PACKET_ID - 1;

  private final OutboxBudget budget;

  private @Nullable Pending head;
  private @Nullable Pending tail;

  /// The first that waits to be sent.
  private @Nullable Pending unsent;

  /// The last that was sent.
  private @Nullable Pending lastSent;

  private int window = MAX_IN_FLIGHT;
  private int count;
  private int inFlight;
  private int held;
  private int lastPacketId;

  /// How many at the head are sent one by one.
  private int suspects;

  Outbox(OutboxBudget budget) {
    this.budget = budget;
  }

  /// Narrows the window to what the broker says it takes.
  void limitTo(int receiveMaximum) {
    window = Math.min(MAX_IN_FLIGHT, receiveMaximum);
  }

  void add(Pending pending) {
    if (tail == null) {
      head = pending;
    } else {
      tail.next = pending;
    }
    tail = pending;
    if (unsent == null) {
      unsent = pending;
    }
    hold(pending);
  }

  /// The next one that may be sent now, null if there is none. It counts as not sent.
  @Nullable Pending peek() {
    boolean windowIsFull = inFlight >= (suspects > 0 ? 1 : window);
    // Or all ids have come round while the oldest one still waits.
    boolean idIsTaken = inFlight > 0 && head != null && head.packetId == nextPacketId();
    return windowIsFull || idIsTaken ? null : unsent;
  }

  /// The same, under its new packet id, and from now on sent. It stays here until it is
  /// acknowledged.
  @Nullable Pending next() {
    Pending next = peek();
    if (next != null) {
      lastPacketId = nextPacketId();
      next.packetId = lastPacketId;
      unsent = next.next;
      lastSent = next;
      inFlight++;
    }
    return next;
  }

  /// Takes out what the broker has acknowledged, which may come in any order; null if there is no
  /// such packet in flight. The caller owns it.
  @Nullable Pending acknowledged(int packetId) {
    Pending before = null;
    for (Pending each = head; each != null && each != unsent; each = each.next) {
      if (each.packetId == packetId) {
        inFlight--;
        suspects = Math.max(0, suspects - 1);
        remove(each, before);
        return each;
      }
      before = each;
    }
    return null;
  }

  /// Puts back what the broker could not take now, before all that was not sent yet.
  void putBack(Pending pending) {
    pending.attempted = false;
    pending.next = unsent;
    if (lastSent == null) {
      head = pending;
    } else {
      lastSent.next = pending;
    }
    if (unsent == null) {
      tail = pending;
    }
    unsent = pending;
    hold(pending);
  }

  /// The connection is gone: all that is in flight is to be sent again.
  void sendAgain() {
    unsent = head;
    lastSent = null;
    inFlight = 0;
  }

  /// The same, but the broker has ended the connection over something in flight.
  ///
  /// @return the message over which it was, which is here no more and belongs to the caller; null
  ///   if it was not the only one
  @Nullable Pending sendAgainOneByOne() {
    Pending blamed = suspects > 0 && inFlight == 1 && head != null ? head : null;
    if (blamed == null) {
      suspects = Math.max(suspects, inFlight);
    } else {
      suspects--;
      remove(blamed, null);
    }
    sendAgain();
    return blamed;
  }

  boolean isFull() {
    return count >= window
        || held >= MAX_BYTES
        || (held >= OutboxBudget.LEAST_BYTES && budget.isUsedUp());
  }

  boolean isEmpty() {
    return count == 0;
  }

  int count() {
    return count;
  }

  /// What it takes of memory, about.
  int heldBytes() {
    return held;
  }

  /// What waits for its PUBACK for longest, null if nothing does.
  @Nullable Pending oldestInFlight() {
    return inFlight == 0 ? null : head;
  }

  /// Gives everything out, in order. The receiver owns it.
  void drainTo(Consumer<Pending> receiver) {
    Pending each = head;
    head = null;
    tail = null;
    unsent = null;
    lastSent = null;
    inFlight = 0;
    suspects = 0;
    budget.giveBack(held);
    count = 0;
    held = 0;
    while (each != null) {
      Pending following = each.next;
      each.next = null;
      receiver.accept(each);
      each = following;
    }
  }

  private int nextPacketId() {
    return lastPacketId == MAX_PACKET_ID ? 1 : lastPacketId + 1;
  }

  private void remove(Pending pending, @Nullable Pending before) {
    if (before == null) {
      head = pending.next;
    } else {
      before.next = pending.next;
    }
    if (tail == pending) {
      tail = before;
    }
    if (lastSent == pending) {
      lastSent = before;
    }
    pending.next = null;
    count--;
    held -= pending.cost;
    budget.giveBack(pending.cost);
  }

  private void hold(Pending pending) {
    count++;
    held += pending.cost;
    budget.take(pending.cost);
  }
}
