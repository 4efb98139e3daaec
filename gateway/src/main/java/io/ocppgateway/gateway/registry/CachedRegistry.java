package io.ocppgateway.gateway.registry;

import io.ocppgateway.ocpp.ChargePointId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Remembers who is registered, and asks once where many ask at the same time.
///
/// Only a [Registration.Registered] is remembered: a charge point that was refused is looked up at
/// each attempt, so that registering it takes effect at once. Failures are never remembered. When
/// the cache is full, the charge point that has been in it for longest goes. Safe for use by many
/// threads.
public final class CachedRegistry implements Registry {

  private final Registry source;
  private final Duration lifetime;
  private final int capacity;
  private final Clock clock;
  private final Object lock = new Object();
  private final Map<ChargePointId, CompletableFuture<Registration>> asked = new HashMap<>();
  private final LinkedHashMap<ChargePointId, Remembered> remembered = new LinkedHashMap<>();

  private record Remembered(Registration.Registered registration, Instant until) {}

  /// Remembers what a source says.
  ///
  /// @param lifetime how long a charge point stays remembered; zero to only share running look-ups
  /// @param capacity how many charge points are remembered at most
  public CachedRegistry(Registry source, Duration lifetime, int capacity, Clock clock) {
    this.source = source;
    this.lifetime = lifetime;
    this.capacity = capacity;
    this.clock = clock;
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
    Remembered known = remembered.get(id);
    if (known == null) {
      return null;
    }
    if (clock.instant().isBefore(known.until())) {
      return known.registration();
    }
    remembered.remove(id);
    return null;
  }

  /// @param registration null if it could not be found out
  private void remember(ChargePointId id, @Nullable Registration registration) {
    synchronized (lock) {
      asked.remove(id);
      if (lifetime.isZero() || !(registration instanceof Registration.Registered registered)) {
        return;
      }
      remembered.putLast(id, new Remembered(registered, clock.instant().plus(lifetime)));
      if (remembered.size() > capacity) {
        remembered.pollFirstEntry();
      }
    }
  }
}
