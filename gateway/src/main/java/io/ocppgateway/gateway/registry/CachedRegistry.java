package io.ocppgateway.gateway.registry;

import io.ocppgateway.ocpp.ChargePointId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Remembers who is registered and who is not, and asks once where many ask at the same time.
///
/// A charge point that is refused is remembered for [#REFUSAL_LIFETIME] only, so that registering
/// it takes effect nearly at once, and apart from the others, so that strangers drive nobody out.
/// Failures are never remembered. Safe for use by many threads.
public final class CachedRegistry implements Registry {

  /// The longest time for which a refusal is remembered.
  static final Duration REFUSAL_LIFETIME = Duration.ofSeconds(2);

  private final Registry source;
  private final Object lock = new Object();
  private final Map<ChargePointId, CompletableFuture<Registration>> asked = new HashMap<>();
  private final Memory registered;
  private final Memory refused;

  /// Remembers what a source says.
  ///
  /// @param lifetime how long a charge point stays remembered; zero to only share running look-ups
  /// @param capacity how many charge points are remembered at most, of those registered and of
  ///   those not
  /// @param nanoTime a clock that does not step, [System#nanoTime]
  public CachedRegistry(Registry source, Duration lifetime, int capacity, LongSupplier nanoTime) {
    this.source = source;
    registered = new Memory(lifetime, capacity, nanoTime);
    refused =
        new Memory(
            lifetime.compareTo(REFUSAL_LIFETIME) < 0 ? lifetime : REFUSAL_LIFETIME,
            capacity,
            nanoTime);
  }

  @Override
  public CompletionStage<Registration> find(ChargePointId id) {
    CompletableFuture<Registration> answer;
    synchronized (lock) {
      Registration known = recall(id);
      if (known != null) {
        return CompletableFuture.completedFuture(known);
      }
      CompletableFuture<Registration> running = asked.get(id);
      if (running != null) {
        return running;
      }
      answer = new CompletableFuture<>();
      asked.put(id, answer);
    }
    ask(id, answer);
    return answer;
  }

  private void ask(ChargePointId id, CompletableFuture<Registration> answer) {
    CompletionStage<Registration> found = source.find(id);
    found.whenComplete((registration, failure) -> {
      remember(id, registration);
      if (failure == null) {
        answer.complete(registration);
      } else {
        answer.completeExceptionally(failure);
      }
    });
  }

  private @Nullable Registration recall(ChargePointId id) {
    Registration known = registered.recall(id);
    return known == null ? refused.recall(id) : known;
  }

  /// @param registration null if it could not be found out
  private void remember(ChargePointId id, @Nullable Registration registration) {
    synchronized (lock) {
      asked.remove(id);
      switch (registration) {
        case null -> {
          // Nothing is known that could be remembered.
        }
        case Registration.Registered _ -> registered.remember(id, registration);
        case Registration.Disabled _, Registration.Unregistered _ ->
            refused.remember(id, registration);
      }
    }
  }
}
