package io.ocppgateway.gateway.admission;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// Decides who is admitted: nobody waits while there are tokens, and those who wait are admitted in
/// the order in which they came, handshakes and reconnects by turns. So neither a storm of new
/// charge points keeps those that are connected from the broker, nor the other way round.
///
/// Time is told, in nanoseconds of any origin; one thread at a time.
///
/// @param <T> whoever waits
public final class WaitingRoom<T> {

  private final TokenBucket tokens;
  private final int maxHandshakes;
  private final Queue<T> handshakes = new Queue<>();
  private final Queue<T> reconnects = new Queue<>();
  private Arrival turn = Arrival.HANDSHAKE;

  /// An empty room.
  ///
  /// @param maxHandshakes how many tokens the last handshake in line may have to wait for, that is
  ///   how many handshakes may wait at once while no reconnects do; those are not limited here
  /// @throws IllegalArgumentException if none may
  public WaitingRoom(ConnectRate rate, int maxHandshakes, long now) {
    if (maxHandshakes < 1) {
      throw new IllegalArgumentException(
          "room for %d handshakes is none; give at least 1".formatted(maxHandshakes));
    }
    tokens = new TokenBucket(rate, now);
    this.maxHandshakes = maxHandshakes;
  }

  /// Somebody comes.
  public Outcome<T> arrive(Arrival arrival, T who, long now) {
    if (isEmpty() && tokens.take(now)) {
      return new Outcome.Admitted<>();
    }
    if (arrival == Arrival.HANDSHAKE && isFull()) {
      return new Outcome.TurnedAway<>();
    }
    Place<T> place = new Place<>(arrival, who);
    queue(arrival).add(place);
    return new Outcome.Waits<>(place);
  }

  /// Admits the next of those who wait; null if nobody waits or it is not time yet.
  public @Nullable T next(long now) {
    if (isEmpty() || !tokens.take(now)) {
      return null;
    }
    Arrival first = queue(turn).size() > 0 ? turn : other(turn);
    turn = other(first);
    return queue(first).poll();
  }

  /// Somebody does not wait any longer. Does nothing if it was admitted or has left.
  public void leave(Place<T> place) {
    queue(place.arrival()).remove(place);
  }

  /// How many wait.
  public int waiting(Arrival arrival) {
    return queue(arrival).size();
  }

  /// Whether a handshake that came now would be turned away. As long as reconnects wait, every
  /// other token is theirs, and a handshake would wait for longer than its charge point does.
  boolean isFull() {
    return handshakes.size() + Math.min(handshakes.size(), reconnects.size()) >= maxHandshakes;
  }

  boolean isEmpty() {
    return handshakes.size() == 0 && reconnects.size() == 0;
  }

  /// How long until [#next] has somebody to give, if anybody waits.
  long nanosUntilNext(long now) {
    return tokens.nanosUntilNext(now);
  }

  /// How long it takes to admit all who wait now.
  long nanosUntilEmpty() {
    return tokens.nanosFor(handshakes.size() + reconnects.size());
  }

  private Queue<T> queue(Arrival arrival) {
    return switch (arrival) {
      case HANDSHAKE -> handshakes;
      case RECONNECT -> reconnects;
    };
  }

  private static Arrival other(Arrival arrival) {
    return switch (arrival) {
      case HANDSHAKE -> Arrival.RECONNECT;
      case RECONNECT -> Arrival.HANDSHAKE;
    };
  }

  /// Places in the order of arrival. Who leaves stays in line, marked, until its turn comes: in a
  /// storm thousands give up, and none of them may cost a walk along the line.
  private static final class Queue<T> {

    private final ArrayDeque<Place<T>> line = new ArrayDeque<>();
    private int size;

    int size() {
      return size;
    }

    void add(Place<T> place) {
      line.add(place);
      size++;
    }

    @Nullable T poll() {
      Place<T> place = line.poll();
      while (place != null && place.isOver()) {
        place = line.poll();
      }
      if (place == null) {
        return null;
      }
      place.end();
      size--;
      return place.who();
    }

    void remove(Place<T> place) {
      if (!place.isOver()) {
        place.end();
        size--;
      }
    }
  }
}
