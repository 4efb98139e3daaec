package io.ocppgateway.gateway.registry;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Answers of one kind, each kept for a while. When it is full, the answer that has been in it for
/// longest goes. Its owner sees to it that one thread at a time uses it.
///
/// @param <K> what is asked about
/// @param <A> the answers
final class Memory<K, A> {

  /// The longest time between asking for an answer and its use by whoever has asked.
  private static final Duration FRESH = Duration.ofSeconds(2);

  private final Duration lifetime;
  private final int capacity;
  private final LongSupplier nanoTime;
  private final LinkedHashMap<K, Remembered<A>> answers = new LinkedHashMap<>();

  private record Remembered<A>(A answer, long until) {}

  /// @param lifetime zero to remember nothing
  /// @param nanoTime a clock that does not step: one that is put back would keep all of it for as
  ///   long
  Memory(Duration lifetime, int capacity, LongSupplier nanoTime) {
    this.lifetime = lifetime;
    this.capacity = capacity;
    this.nanoTime = nanoTime;
  }

  /// Null if there is none that is young enough.
  @Nullable A recall(K key) {
    Remembered<A> known = answers.get(key);
    if (known == null) {
      return null;
    }
    if (nanoTime.getAsLong() - known.until() < 0) {
      return known.answer();
    }
    answers.remove(key);
    return null;
  }

  /// Whether it holds an answer that somebody has asked for just now, and not before that.
  boolean isFresh(K key) {
    Remembered<A> known = answers.get(key);
    return known != null
        && nanoTime.getAsLong() - known.until() < FRESH.toNanos() - lifetime.toNanos();
  }

  /// Whether it holds an answer that is remembered for so long yet.
  boolean holdsFor(K key, Duration time) {
    Remembered<A> known = answers.get(key);
    return known != null && known.until() - nanoTime.getAsLong() > time.toNanos();
  }

  /// Forgets an answer, if there is one.
  void forget(K key) {
    answers.remove(key);
  }

  /// How many answers it holds, young enough or not.
  int size() {
    return answers.size();
  }

  /// Forgets what is not young enough any more: without this, until it is asked for or there is no
  /// room. All live equally long, so that the oldest come first.
  void dropExpired() {
    long now = nanoTime.getAsLong();
    Map.Entry<K, Remembered<A>> oldest = answers.firstEntry();
    while (oldest != null && now - oldest.getValue().until() >= 0) {
      answers.pollFirstEntry();
      oldest = answers.firstEntry();
    }
  }

  void remember(K key, A answer) {
    if (lifetime.isZero()) {
      return;
    }
    answers.putLast(key, new Remembered<>(answer, nanoTime.getAsLong() + lifetime.toNanos()));
    if (answers.size() > capacity) {
      answers.pollFirstEntry();
    }
  }
}
