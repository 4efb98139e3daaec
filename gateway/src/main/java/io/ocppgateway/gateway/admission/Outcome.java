package io.ocppgateway.gateway.admission;

/// What became of an arrival at a [WaitingRoom].
///
/// @param <T> whoever came
public sealed interface Outcome<T> {

  /// It goes ahead at once.
  record Admitted<T>() implements Outcome<T> {}

  /// [WaitingRoom#next] will give it back.
  record Waits<T>(Place<T> place) implements Outcome<T> {}

  /// There is no room.
  record TurnedAway<T>() implements Outcome<T> {}
}
