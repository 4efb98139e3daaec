package io.ocppgateway.gateway.mqtt.reconnect;

import io.ocppgateway.gateway.mqtt.reconnect.LinkEnd.Kind;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/// Decides, for one link, whether it connects again after a connection has ended, and when. Time is
/// told, in nanoseconds of any origin.
///
/// The wait is any time up to a bound that doubles with each failure ("full jitter"), so that links
/// that were lost together do not come back together.
public final class ReconnectPolicy {

  /// Instead of a wait: do not connect again.
  public static final long NEVER = -1;

  private static final long FIRST_BOUND_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long LAST_BOUND_NANOS = TimeUnit.SECONDS.toNanos(32);

  /// A connection that lasts as long proves that the broker is well. Longer than any wait.
  private static final long STABLE_NANOS = TimeUnit.SECONDS.toNanos(60);

  /// How many times in a row a connection may be cut without a word, each time soon after the
  /// broker had taken it at the first attempt, before somebody else with the same client id is the
  /// likely reason, where the broker would not say so. Of two that contend, the older one comes to
  /// it first, as each connects because the other has.
  private static final int MAX_CUTS = 3;

  private final long patienceEnds;
  private final boolean silentTakeovers;
  private long bound = FIRST_BOUND_NANOS;
  private int cuts;
  private boolean hasBeenUp;

  /// @param patience how long the first connection may take to come about
  /// @param silentTakeovers whether the broker cuts the older connection of a client id without a
  ///   word; otherwise a cut is a cut, however many there are
  public ReconnectPolicy(Duration patience, boolean silentTakeovers, long now) {
    patienceEnds = now + patience.toNanos();
    this.silentTakeovers = silentTakeovers;
  }

  /// Whether somebody else with the same client id is the likely reason for the last end. Who was
  /// never up has thrown nobody out: its broker may not want it.
  public boolean isContended() {
    return silentTakeovers && hasBeenUp && cuts >= MAX_CUTS;
  }

  /// Whether the link was up once.
  public boolean hasBeenUp() {
    return hasBeenUp;
  }

  /// The link is up.
  public void onUp() {
    hasBeenUp = true;
  }

  /// A connection that was up has ended.
  ///
  /// @param lasted how long it was up, in nanoseconds
  /// @return how long to wait, in nanoseconds, or [#NEVER]
  public long onLost(Kind kind, long lasted, RandomGenerator random) {
    if (lasted >= STABLE_NANOS) {
      bound = FIRST_BOUND_NANOS;
      cuts = 0;
    }
    count(kind);
    return switch (kind) {
      case TAKEN_OVER, DISCONNECTED_BY_OPERATOR, REFUSED -> NEVER;
      case CUT -> isContended() ? NEVER : nextDelay(random);
      case LOST, OBJECTED, UNREACHABLE -> nextDelay(random);
      case RENEWED -> 0;
    };
  }

  /// An attempt to connect has come to nothing.
  ///
  /// @param kind `CUT` if the broker had taken the connection already
  /// @return how long to wait, in nanoseconds, or [#NEVER]
  public long onAttemptFailed(Kind kind, long now, RandomGenerator random) {
    count(kind);
    if (isContended()) {
      return NEVER;
    }
    return switch (kind) {
      case TAKEN_OVER, DISCONNECTED_BY_OPERATOR -> NEVER;
      // Once up, it was welcome: a policy or a key may be wrong for a while.
      case REFUSED -> hasBeenUp ? nextDelay(random) : NEVER;
      case LOST, OBJECTED, UNREACHABLE, CUT, RENEWED -> {
        long patience = patienceEnds - now;
        if (hasBeenUp) {
          yield nextDelay(random);
        }
        yield patience <= 0 ? NEVER : Math.min(patience, nextDelay(random));
      }
    };
  }

  private void count(Kind kind) {
    cuts = kind == Kind.CUT ? cuts + 1 : 0;
  }

  private long nextDelay(RandomGenerator random) {
    long delay = random.nextLong(bound);
    bound = Math.min(LAST_BOUND_NANOS, 2 * bound);
    return delay;
  }
}
