package io.ocppgateway.gateway.rate;

import java.time.Duration;

/// A [Rate] of messages that are of different sizes: so many, and so many bytes, whichever is less.
/// Its state is one number too, kept by the caller.
///
/// @param rate of messages
/// @param nanosPerKibibyte what a message costs by its size, if that is more
public record Throughput(Rate rate, long nanosPerKibibyte) {

  /// Whatever comes, at once.
  public static final Throughput UNLIMITED = new Throughput(new Rate(0, 0), 0);

  private static final int KIBIBYTE = 1024;

  /// So many messages and so many bytes in any time of this length, wherever it begins, and no
  /// more. In the long run it is four fifths of the messages, or two thirds of the bytes, that
  /// pass: the rest is what a burst may hold, or a single message of up to a third of the bytes.
  ///
  /// @throws IllegalArgumentException if there are no messages, or if they come faster than
  ///   nanoseconds
  public static Throughput inAny(Duration time, int messages, int bytes) {
    Rate rate = Rate.inAny(time, messages);
    long withBurst = time.toNanos() + time.toNanos() / 2;
    return new Throughput(rate, Math.ceilDiv(withBurst * KIBIBYTE, bytes));
  }

  /// The state after one more message.
  ///
  /// @param paidUntil the state before
  /// @param now in nanoseconds, on the same scale as the state
  public long take(long paidUntil, int bytes, long now) {
    return rate.take(paidUntil, costNanos(bytes), now);
  }

  /// How long to wait until one more message fits, zero if it does now.
  public long waitNanos(long paidUntil, int bytes, long now) {
    return rate.waitNanos(paidUntil, costNanos(bytes), now);
  }

  private long costNanos(int bytes) {
    return Math.max(rate.intervalNanos(), Math.ceilDiv(bytes * nanosPerKibibyte, KIBIBYTE));
  }
}
