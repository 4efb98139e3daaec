package io.ocppgateway.gateway.contact;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reaches some parties, one after the other, each until it has answered once.
///
/// Between two attempts lies any time up to a bound that doubles with each failure ("full jitter"):
/// gateways that start together while somebody is away do not ask together when he is back. There
/// is no end to the attempts but [#close]. Owned by its executor's thread.
public final class FirstContact implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(FirstContact.class);

  static final Duration FIRST_BOUND = Duration.ofSeconds(1);
  static final Duration LAST_BOUND = Duration.ofSeconds(30);

  private final List<Party> parties;
  private final EventExecutor executor;
  private final RandomGenerator random;
  private final Runnable onAllReached;

  private int reached;
  private Duration bound = FIRST_BOUND;

  /// Not owned by one thread, as whoever stops does not wait.
  private volatile boolean closed;

  private FirstContact(
      List<Party> parties, EventExecutor executor, RandomGenerator random, Runnable onAllReached) {
    this.parties = List.copyOf(parties);
    this.executor = executor;
    this.random = random;
    this.onAllReached = onAllReached;
  }

  /// Begins.
  ///
  /// @param executor where attempts begin and the end is told
  /// @param onAllReached run once
  public static FirstContact begin(
      List<Party> parties, EventExecutor executor, RandomGenerator random, Runnable onAllReached) {
    FirstContact contact = new FirstContact(parties, executor, random, onAllReached);
    executor.execute(contact::reachNext);
    return contact;
  }

  /// Begins no further attempt.
  @Override
  public void close() {
    closed = true;
  }

  private void reachNext() {
    if (closed) {
      return;
    }
    if (reached == parties.size()) {
      onAllReached.run();
      return;
    }
    Party party = parties.get(reached);
    party
        .reach()
        .get()
        .whenComplete((_, failure) -> {
          if (!executor.isShuttingDown()) {
            executor.execute(() -> onAttemptOver(party, failure));
          }
        });
  }

  private void onAttemptOver(Party party, @Nullable Throwable failure) {
    if (failure == null) {
      reached++;
      bound = FIRST_BOUND;
      reachNext();
      return;
    }
    long wait = random.nextLong(bound.toMillis());
    Duration doubled = bound.multipliedBy(2);
    bound = doubled.compareTo(LAST_BOUND) < 0 ? doubled : LAST_BOUND;
    LOG.atWarn()
        .addKeyValue("party", party.name())
        .addKeyValue("detail", failure)
        .addKeyValue("nextAttemptMillis", wait)
        .log("not reached yet: the gateway is not ready");
    ScheduledFuture<?> _ = executor.schedule(this::reachNext, wait, TimeUnit.MILLISECONDS);
  }
}
