package io.ocppgateway.gateway.admission;

/// A place in a [WaitingRoom]. One thread at a time.
///
/// @param <T> whoever waits
public final class Place<T> {

  private final Arrival arrival;
  private T who;
  private boolean over;

  Place(Arrival arrival, T who) {
    this.arrival = arrival;
    this.who = who;
  }

  Arrival arrival() {
    return arrival;
  }

  T who() {
    return who;
  }

  /// Somebody else waits here from now on.
  void handOver(T other) {
    who = other;
  }

  boolean isOver() {
    return over;
  }

  void end() {
    over = true;
  }
}
