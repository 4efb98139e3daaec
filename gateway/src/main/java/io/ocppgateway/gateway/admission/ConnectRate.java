package io.ocppgateway.gateway.admission;

import java.time.Duration;

/// How many CONNECTs one gateway may send: its share of the account's quota.
///
/// @param perSecond in the long run, positive
/// @param burst at once after a quiet time, at least 1
public record ConnectRate(double perSecond, int burst) {

  /// As good as none.
  public static final ConnectRate UNLIMITED = new ConnectRate(1e12, Integer.MAX_VALUE);

  /// Holds a rate.
  ///
  /// @throws IllegalArgumentException if nobody could ever connect
  public ConnectRate {
    if (!(perSecond > 0) || Double.isInfinite(perSecond)) {
      throw new IllegalArgumentException(
          "a rate of %s CONNECTs per second admits nobody; give a number above 0"
              .formatted(perSecond));
    }
    if (burst < 1) {
      throw new IllegalArgumentException(
          "a burst of %d CONNECTs admits nobody; give at least 1".formatted(burst));
    }
  }

  /// A rate whose burst is what a second brings: the broker counts by the second.
  public static ConnectRate ofPerSecond(double perSecond) {
    return new ConnectRate(perSecond, Math.max(1, (int) perSecond));
  }

  /// The share of each of several gateways.
  ///
  /// @throws IllegalArgumentException if there is no gateway
  public ConnectRate dividedAmong(int gateways) {
    if (gateways < 1) {
      throw new IllegalArgumentException(
          "a rate cannot be divided among %d gateways; give at least 1".formatted(gateways));
    }
    return ofPerSecond(perSecond / gateways);
  }

  /// How many CONNECTs it allows in a time, at least 1.
  public int within(Duration time) {
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, perSecond * time.toMillis() / 1000));
  }
}
