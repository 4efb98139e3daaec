package io.ocppgateway.gateway.registry;

import io.ocppgateway.ocpp.ChargePointId;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/// Remembers who is registered, and for two seconds who is not. Safe for use by many threads.
public final class CachedRegistry implements Registry {

  private final AnswerCache<ChargePointId, Registration> answers;

  /// Remembers what a source says.
  ///
  /// @param lifetime how long a charge point stays remembered; zero to only share running look-ups
  /// @param capacity how many charge points are remembered at most, of those registered and of
  ///   those not
  /// @param nanoTime a clock that does not step, [System#nanoTime]
  public CachedRegistry(Registry source, Duration lifetime, int capacity, LongSupplier nanoTime) {
    answers =
        new AnswerCache<>(source::find, CachedRegistry::mayConnect, lifetime, capacity, nanoTime);
  }

  /// Gives back the memory of what is not remembered any more; to be called now and then.
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
