package io.ocppgateway.gateway.aws;

import io.ocppgateway.gateway.registry.Overloaded;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Bounds how many calls of one kind run at once, how fast one follows the other, and how many wait
/// for that.
///
/// What finds too many waiting, or has waited for too long, fails at once: a storm of charge points
/// costs those that come too late an attempt, and everybody else nothing. Safe for use by many
/// threads.
final class Turns {

  private final String kind;
  private final int maxWaiting;
  private final Duration patience;
  private final Pace pace;
  private final Semaphore places;
  private final Semaphore turns;

  /// @param kind of the calls, for the message of a failure
  /// @param maxRunning calls at once
  /// @param maxWaiting calls beside those
  /// @param patience the longest wait for a turn
  /// @param pace at which calls begin that have their turn
  Turns(String kind, int maxRunning, int maxWaiting, Duration patience, Pace pace) {
    this.kind = kind;
    this.maxWaiting = maxWaiting;
    this.patience = patience;
    this.pace = pace;
    places = new Semaphore(maxRunning + maxWaiting);
    turns = new Semaphore(maxRunning);
  }

  /// Makes a call when its turn has come. Blocks.
  ///
  /// @throws Overloaded if it does not come in time
  <T> T take(Supplier<T> call) {
    if (!places.tryAcquire()) {
      throw new Overloaded("%s: more than %d calls wait already".formatted(kind, maxWaiting));
    }
    try {
      return takeInTime(call);
    } finally {
      places.release();
    }
  }

  private <T> T takeInTime(Supplier<T> call) {
    if (!awaitTurn()) {
      throw new Overloaded("%s: no turn within %d s".formatted(kind, patience.toSeconds()));
    }
    try {
      pace.keep();
      return call.get();
    } finally {
      turns.release();
    }
  }

  private boolean awaitTurn() {
    try {
      return turns.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      // The process ends: nobody's turn comes any more.
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
