package io.ocppgateway.gateway.registry;

import io.ocppgateway.ocpp.ChargePointId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/// Answers of one kind, each kept for a while. When it is full, the charge point that has been in
/// it for longest goes. Its owner sees to it that one thread at a time uses it.
final class Memory {

  private final Duration lifetime;
  private final int capacity;
  private final Clock clock;
  private final LinkedHashMap<ChargePointId, Remembered> answers = new LinkedHashMap<>();

  private record Remembered(Registration registration, Instant until) {}

  /// @param lifetime zero to remember nothing
  Memory(Duration lifetime, int capacity, Clock clock) {
    this.lifetime = lifetime;
    this.capacity = capacity;
    this.clock = clock;
  }

  /// Null if there is none that is young enough.
  @Nullable Registration recall(ChargePointId id) {
    Remembered known = answers.get(id);
    if (known == null) {
      return null;
    }
    if (clock.instant().isBefore(known.until())) {
      return known.registration();
    }
    answers.remove(id);
    return null;
  }

  void remember(ChargePointId id, Registration registration) {
    if (lifetime.isZero()) {
      return;
    }
    answers.putLast(id, new Remembered(registration, clock.instant().plus(lifetime)));
    if (answers.size() > capacity) {
      answers.pollFirstEntry();
    }
  }
}
