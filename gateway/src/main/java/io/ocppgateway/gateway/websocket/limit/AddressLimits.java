package io.ocppgateway.gateway.websocket.limit;

import io.netty.util.concurrent.Ticker;
import io.ocppgateway.gateway.rate.Rate;
import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Counts connections and refusals by source address. Safe for use by many threads.
///
/// Addresses with connections are as many as there are connections at most. Of addresses with
/// refusals the latest are remembered; whoever comes from more addresses than that is not held back
/// by this limit.
public final class AddressLimits {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final int maxConnections;
  private final @Nullable Rate refusalRate;
  private final int capacity;
  private final Ticker ticker;
  private final Map<SourceKey, Integer> connections = new ConcurrentHashMap<>();
  private final Object lock = new Object();

  /// When the refusals of an address are forgiven, the address that was refused last at the end.
  private final LinkedHashMap<SourceKey, Long> forgivenAt = new LinkedHashMap<>();

  /// Starts with nobody.
  ///
  /// @param capacity how many addresses with refusals are remembered
  public AddressLimits(AddressSettings settings, int capacity, Ticker ticker) {
    maxConnections = settings.maxConnections() == 0 ? Integer.MAX_VALUE : settings.maxConnections();
    refusalRate =
        settings.maxRefusalsPerMinute() == 0
            ? null
            : Rate.of(settings.maxRefusalsPerMinute(), MINUTE);
    this.capacity = capacity;
    this.ticker = ticker;
  }

  /// Counts a connection in, unless its address has as many as it may.
  ///
  /// @return whether it was counted, and has to be [#disconnected] once
  public boolean tryConnect(InetAddress source) {
    SourceKey key = SourceKey.of(source);
    int count = connections.merge(key, 1, Integer::sum);
    if (count > maxConnections) {
      disconnected(source);
      return false;
    }
    return true;
  }

  /// Counts a connection out.
  public void disconnected(InetAddress source) {
    connections.computeIfPresent(SourceKey.of(source), (_, count) -> count == 1 ? null : count - 1);
  }

  /// An attempt from this address was refused.
  public void refused(InetAddress source) {
    if (refusalRate == null) {
      return;
    }
    SourceKey key = SourceKey.of(source);
    long now = ticker.nanoTime();
    synchronized (lock) {
      Long before = forgivenAt.get(key);
      forgivenAt.putLast(key, refusalRate.take(before == null ? now : before, now));
      if (forgivenAt.size() > capacity) {
        forgivenAt.pollFirstEntry();
      }
    }
  }

  /// How long an address has to wait until its next attempt is looked at; zero almost always.
  public Duration waitOf(InetAddress source) {
    if (refusalRate == null) {
      return Duration.ZERO;
    }
    synchronized (lock) {
      Long forgiven = forgivenAt.get(SourceKey.of(source));
      return forgiven == null
          ? Duration.ZERO
          : Duration.ofNanos(refusalRate.waitNanos(forgiven, ticker.nanoTime()));
    }
  }
}
