package io.ocppgateway.gateway.websocket.limit;

import io.netty.channel.Channel;
import io.ocppgateway.gateway.websocket.event.RefusalCause;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What one connection has of its source address's [AddressLimits]. Owned by the connection's event
/// loop.
public final class SourceShare {

  private static final Duration RETRY_LATER = Duration.ofSeconds(60);

  private final AddressLimits limits;
  private InetSocketAddress source;
  private boolean isCounted;

  /// What there is too much of.
  ///
  /// @param why in words, for people
  /// @param retryAfter when there may be room again
  public record OverLimit(RefusalCause cause, String why, Duration retryAfter) {}

  /// Counts nothing yet.
  ///
  /// @param peer where the connection comes from until it says for whom it speaks
  public SourceShare(AddressLimits limits, InetSocketAddress peer) {
    this.limits = limits;
    source = peer;
  }

  /// Where the connection comes from, as far as it is known.
  public InetSocketAddress source() {
    return source;
  }

  /// Counts the connection until it is closed, if it may be counted at all.
  ///
  /// @param found where it comes from
  public void count(InetSocketAddress found, Channel connection) {
    source = found;
    InetAddress address = found.getAddress();
    isCounted = limits.tryConnect(address);
    if (isCounted) {
      connection.closeFuture().addListener(_ -> limits.disconnected(address));
    }
  }

  /// Null if the source address has not used up what it may have.
  public @Nullable OverLimit overLimit() {
    String address = source.getAddress().getHostAddress();
    if (!isCounted) {
      return new OverLimit(
          RefusalCause.TOO_MANY_CONNECTIONS, "too many connections from " + address, RETRY_LATER);
    }
    Duration wait = limits.waitOf(source.getAddress());
    return wait.isZero()
        ? null
        : new OverLimit(
            RefusalCause.TOO_MANY_REFUSALS, "too many refused attempts from " + address, wait);
  }

  /// The connection was refused, and not for a fault of ours.
  public void holdAgainst() {
    limits.refused(source.getAddress());
  }
}
