package io.ocppgateway.gateway.registry;

import io.ocppgateway.ocpp.ChargePointId;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Remembers who is registered, and for two seconds who is not. Safe for use by many threads.
public final class CachedRegistry implements Registry {

  /// How often [#dropExpired] wants to be called.
  public static final Duration LOOK_INTERVAL = AnswerCache.LOOK_INTERVAL;

  private final AnswerCache<ChargePointId, Registration> answers;
  private final boolean remembers;

  /// Remembers what a source says.
  ///
  /// @param lifetime how long a charge point stays remembered; zero to only share running look-ups
  /// @param capacity how many charge points are remembered at most, of those registered and of
  ///   those not
  /// @param nanoTime a clock that does not step, [System#nanoTime]
  public CachedRegistry(Registry source, Duration lifetime, int capacity, LongSupplier nanoTime) {
    remembers = lifetime.isPositive();
    answers =
        new AnswerCache<>(source::find, CachedRegistry::mayConnect, lifetime, capacity, nanoTime);
  }

  /// Whoever hears of registrations that are not any more what a charge point was let in by, on any
  /// thread.
  public void tell(Consumer<ChargePointId> listener) {
    answers.tell(listener);
  }

  /// A charge point is let in. If that was by an answer of before, it is looked up once more before
  /// that answer is forgotten.
  public void onLetIn(ChargePointId id) {
    if (remembers) {
      answers.rely(id);
    }
  }

  /// Looks a charge point up soon, as it may have lost its registration.
  public void check(ChargePointId id) {
    answers.check(id);
  }

  /// Somebody has disconnected a charge point on purpose: what is remembered of it is likely not
  /// true any more.
  public void forget(ChargePointId id) {
    answers.forget(id);
  }

  /// Gives back the memory of what is not remembered any more, and looks up again what is due; to
  /// be called every [#LOOK_INTERVAL].
  public void dropExpired() {
    answers.dropExpired();
  }

  /// How many answers are in memory.
  int size() {
    return answers.size();
  }

  @Override
  public CompletionStage<Registration> find(ChargePointId id) {
    return answers.find(id);
  }

  private static boolean mayConnect(Registration registration) {
    return switch (registration) {
      case Registration.Registered _ -> true;
      case Registration.Disabled _, Registration.Unregistered _ -> false;
    };
  }
}
