package io.ocppgateway.gateway.health;

import java.util.concurrent.atomic.AtomicReference;

/// Whether charge points should be sent here: from when all is reached that it takes, until the
/// end. Nothing in between changes it. Safe for use by many threads.
///
/// ```
/// STARTING ──► READY ──► STOPPING
///     └───────────────────►
/// ```
final class Readiness {

  /// How far the process is.
  enum State {
    /// The broker or the registry was not reached yet.
    STARTING("starting"),
    /// Charge points are taken.
    READY("ready"),
    /// No more charge points are taken.
    STOPPING("stopping");

    private final String word;

    State(String word) {
      this.word = word;
    }

    /// For people.
    String word() {
      return word;
    }
  }

  private final AtomicReference<State> state = new AtomicReference<>(State.STARTING);

  State state() {
    return state.get();
  }

  /// All is reached. Too late where the end has begun.
  void begin() {
    state.compareAndSet(State.STARTING, State.READY);
  }

  void end() {
    state.set(State.STOPPING);
  }
}
