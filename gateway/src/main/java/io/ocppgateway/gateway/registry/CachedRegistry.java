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

/// Remembers who is registered, and asks once where many ask at the same time.
///
/// Only [Registration#REGISTERED] is remembered: a charge point that was refused is looked up at
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
  private final LinkedHashMap<ChargePointId, Instant> registeredUntil = new LinkedHashMap<>();

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
      if (isRemembered(id)) {
        return CompletableFuture.completedFuture(Registration.REGISTERED);
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
      remember(id, registration == Registration.REGISTERED);
      if (failure == null) {
        answer.complete(registration);
      } else {
        answer.completeExceptionally(failure);
      }
    });
  }

  private boolean isRemembered(ChargePointId id) {
    Instant until = registeredUntil.get(id);
    if (until == null) {
      return false;
    }
    if (clock.instant().isBefore(until)) {
      return true;
    }
    registeredUntil.remove(id);
    return false;
  }

  private void remember(ChargePointId id, boolean registered) {
    synchronized (lock) {
      asked.remove(id);
      if (!registered || lifetime.isZero()) {
        return;
      }
      registeredUntil.putLast(id, clock.instant().plus(lifetime));
      if (registeredUntil.size() > capacity) {
        registeredUntil.pollFirstEntry();
      }
    }
  }
}
