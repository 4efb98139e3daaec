package io.ocppgateway.gateway.registry;

import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Remembers answers, and asks once where many ask at the same time.
///
/// Who is refused is remembered for [#REFUSAL_LIFETIME] only, so that letting him in takes effect
/// nearly at once, and apart from the others, so that strangers drive nobody out. Failures are
/// never remembered.
///
/// Whoever relies on a remembered answer for longer than it is remembered says so ([#rely]): it is
/// asked for again before its time is over, until there is one, and told if it is another. Safe for
/// use by many threads.
///
/// @param <K> what is asked about
/// @param <A> the answers
final class AnswerCache<K, A> {

  /// The longest time for which a refusal is remembered.
  static final Duration REFUSAL_LIFETIME = Duration.ofSeconds(2);

  /// How often [#dropExpired] is called: what would expire before the next call is asked for again
  /// at this one.
  static final Duration LOOK_INTERVAL = Duration.ofSeconds(5);

  /// How many answers are asked for again at once. Whoever waits for an answer comes first.
  static final int MAX_CHECKS = 4;

  private final Function<K, CompletionStage<A>> source;
  private final Predicate<A> isWelcome;
  private final Object lock = new Object();
  private final Map<K, CompletableFuture<A>> asked = new HashMap<>();
  private final Memory<K, A> welcome;
  private final Memory<K, A> refused;

  /// What somebody relies on, remembered or not any more.
  private final Map<K, A> reliedOn = new HashMap<>();

  /// What is to be asked for again.
  private final SequencedSet<K> due = new LinkedHashSet<>();

  private int checks;
  private volatile Consumer<K> onUntrue = _ -> {};

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

  /// @param listener told what is not true any more of that on which somebody relies, or is a
  ///   refusal where [#check] was asked for; on any thread
  void tell(Consumer<K> listener) {
    onUntrue = listener;
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

  /// Somebody relies on what is remembered, for long. Where it was asked for just now there is
  /// nothing to do.
  void rely(K key) {
    synchronized (lock) {
      A known = welcome.recall(key);
      if (known == null) {
        due.add(key);
      } else if (!welcome.isFresh(key)) {
        reliedOn.put(key, known);
      }
    }
    checkNext();
  }

  /// Asks again, soon, whether or not an answer is remembered.
  void check(K key) {
    synchronized (lock) {
      due.add(key);
    }
    checkNext();
  }

  /// What is remembered is known to be wrong.
  void forget(K key) {
    synchronized (lock) {
      welcome.forget(key);
      refused.forget(key);
      reliedOn.remove(key);
      // Nobody else is given an answer that is on its way.
      asked.remove(key);
    }
  }

  /// Gives back the memory of answers whose time is over, and asks for those again on which
  /// somebody relies.
  void dropExpired() {
    synchronized (lock) {
      welcome.dropExpired();
      refused.dropExpired();
      for (K key : reliedOn.keySet()) {
        if (!welcome.holdsFor(key, LOOK_INTERVAL)) {
          due.add(key);
        }
      }
    }
    checkNext();
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
          try {
            if (remember(key, answer, found)) {
              onUntrue.accept(key);
            }
          } finally {
            // Who is let in by this answer comes after whoever is sent away by it.
            if (failure == null) {
              answer.complete(found);
            } else {
              answer.completeExceptionally(failure);
            }
          }
        });
  }

  private @Nullable A recall(K key) {
    A known = welcome.recall(key);
    return known == null ? refused.recall(key) : known;
  }

  /// @param found null if it could not be found out, and nothing is to be remembered
  /// @return whether there is somebody to be told
  private boolean remember(K key, CompletableFuture<A> answer, @Nullable A found) {
    synchronized (lock) {
      if (!asked.remove(key, answer)) {
        return false;
      }
      if (found == null) {
        if (due.contains(key)) {
          // Others that are due come before it is tried again.
          due.addLast(key);
        }
        return false;
      }
      boolean isWelcomed = isWelcome.test(found);
      (isWelcomed ? refused : welcome).forget(key);
      (isWelcomed ? welcome : refused).remember(key, found);
      A before = reliedOn.remove(key);
      boolean wasDue = due.remove(key);
      return before == null ? wasDue && !isWelcomed : !before.equals(found);
    }
  }

  /// Asks for what is due, a few at a time: as many more as have been answered. What fails stays
  /// due until the next look.
  private void checkNext() {
    Map<K, CompletableFuture<A>> begun = new LinkedHashMap<>();
    synchronized (lock) {
      for (Iterator<K> each = due.iterator(); checks < MAX_CHECKS && each.hasNext(); ) {
        K key = each.next();
        CompletableFuture<A> answer = new CompletableFuture<>();
        if (asked.putIfAbsent(key, answer) == null) {
          begun.put(key, answer);
          checks++;
        }
      }
    }
    begun.forEach((key, answer) -> {
      ask(key, answer);
      CompletableFuture<A> _ = answer.whenComplete((_, failure) -> onChecked(failure));
    });
  }

  private void onChecked(@Nullable Throwable failure) {
    synchronized (lock) {
      checks--;
    }
    if (failure == null) {
      checkNext();
    }
  }
}
