package io.ocppgateway.gateway.registry;

import io.ocppgateway.ocpp.ChargePointId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Answers of one kind, each kept for a while. When it is full, the charge point that has been in
/// it for longest goes. Its owner sees to it that one thread at a time uses it.
final class Memory {

  private final Duration lifetime;
  private final int capacity;
  private final LongSupplier nanoTime;
  private final LinkedHashMap<ChargePointId, Remembered> answers = new LinkedHashMap<>();

  private record Remembered(Registration registration, long until) {}

  /// @param lifetime zero to remember nothing
  /// @param nanoTime a clock that does not step: one that is put back would keep all of it for as
  ///   long
  Memory(Duration lifetime, int capacity, LongSupplier nanoTime) {
    this.lifetime = lifetime;
    this.capacity = capacity;
    this.nanoTime = nanoTime;
  }

  /// Null if there is none that is young enough.
  @Nullable Registration recall(ChargePointId id) {
    Remembered known = answers.get(id);
    if (known == null) {
      return null;
    }
    if (nanoTime.getAsLong() - known.until() < 0) {
      return known.registration();
    }
    answers.remove(id);
    return null;
  }

  void remember(ChargePointId id, Registration registration) {
    if (lifetime.isZero()) {
      return;
    }
    answers.putLast(id, new Remembered(registration, nanoTime.getAsLong() + lifetime.toNanos()));
    if (answers.size() > capacity) {
      answers.pollFirstEntry();
    }
  }
}
