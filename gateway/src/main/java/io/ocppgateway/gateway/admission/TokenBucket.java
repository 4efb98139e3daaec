package io.ocppgateway.gateway.admission;

/// Tokens that come at a steady rate and are kept up to a limit. Starts full. Time is told, in
/// nanoseconds of any origin; one thread at a time.
public final class TokenBucket {

  private static final double NANOS_PER_SECOND = 1e9;

  private final ConnectRate rate;
  private double tokens;
  private long filledAt;

  /// A full bucket.
  public TokenBucket(ConnectRate rate, long now) {
    this.rate = rate;
    tokens = rate.burst();
    filledAt = now;
  }

  /// Takes a token, if there is one.
  public boolean take(long now) {
    fill(now);
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }

  /// How long until there is a token; 0 if there is one.
  long nanosUntilNext(long now) {
    fill(now);
    return tokens >= 1 ? 0 : (long) Math.ceil((1 - tokens) / rate.perSecond() * NANOS_PER_SECOND);
  }

  /// How long a number of tokens takes to come.
  long nanosFor(int count) {
    return (long) (count / rate.perSecond() * NANOS_PER_SECOND);
  }

  private void fill(long now) {
    // A clock that steps back brings nothing, and takes nothing.
    if (now > filledAt) {
      tokens =
          Math.min(rate.burst(), tokens + (now - filledAt) / NANOS_PER_SECOND * rate.perSecond());
      filledAt = now;
    }
  }
}
