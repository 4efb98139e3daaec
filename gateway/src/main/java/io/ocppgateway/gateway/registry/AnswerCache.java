package io.ocppgateway.gateway.registry;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Remembers answers, and asks once where many ask at the same time.
///
/// Who is refused is remembered for [#REFUSAL_LIFETIME] only, so that letting him in takes effect
/// nearly at once, and apart from the others, so that strangers drive nobody out. Failures are
/// never remembered. Safe for use by many threads.
///
/// @param <K> what is asked about
/// @param <A> the answers
final class AnswerCache<K, A> {

  /// The longest time for which a refusal is remembered.
  static final Duration REFUSAL_LIFETIME = Duration.ofSeconds(2);

  private final Function<K, CompletionStage<A>> source;
  private final Predicate<A> isWelcome;
  private final Object lock = new Object();
  private final Map<K, CompletableFuture<A>> asked = new HashMap<>();
  private final Memory<K, A> welcome;
  private final Memory<K, A> refused;

  /// @param source knows the answers
  /// @param isWelcome whether an answer is no refusal
  /// @param lifetime how long such an answer stays; zero to only share running look-ups
  /// @param capacity how many answers are remembered at most, of those and of refusals
  /// @param nanoTime a clock that does not step, [System#nanoTime]
  AnswerCache(
      Function<K, CompletionStage<A>> source,
      Predicate<A> isWelcome,
      Duration lifetime,
      int capacity,
      LongSupplier nanoTime) {
    this.source = source;
    this.isWelcome = isWelcome;
    welcome = new Memory<>(lifetime, capacity, nanoTime);
    refused =
        new Memory<>(
            lifetime.compareTo(REFUSAL_LIFETIME) < 0 ? lifetime : REFUSAL_LIFETIME,
            capacity,
            nanoTime);
  }

  CompletionStage<A> find(K key) {
    CompletableFuture<A> answer;
    synchronized (lock) {
      A known = recall(key);
      if (known != null) {
        return CompletableFuture.completedFuture(known);
      }
      CompletableFuture<A> running = asked.get(key);
      if (running != null) {
        return running;
      }
      answer = new CompletableFuture<>();
      asked.put(key, answer);
    }
    ask(key, answer);
    return answer;
  }

  /// Gives back the memory of answers whose time is over.
  void dropExpired() {
    synchronized (lock) {
      welcome.dropExpired();
      refused.dropExpired();
    }
  }

  /// How many answers it holds.
  int size() {
    synchronized (lock) {
      return welcome.size() + refused.size();
    }
  }

  private void ask(K key, CompletableFuture<A> answer) {
    source
        .apply(key)
        .whenComplete((found, failure) -> {
          remember(key, found);
          if (failure == null) {
            answer.complete(found);
          } else {
            answer.completeExceptionally(failure);
          }
        });
  }

  private @Nullable A recall(K key) {
    A known = welcome.recall(key);
    return known == null ? refused.recall(key) : known;
  }

  /// @param found null if it could not be found out, and nothing is to be remembered
  private void remember(K key, @Nullable A found) {
    synchronized (lock) {
      asked.remove(key);
      if (found != null) {
        (isWelcome.test(found) ? welcome : refused).remember(key, found);
      }
    }
  }
}
