package io.ocppgateway.simulator.websocket;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// The local addresses that connections go out from, in turn. From one address there are about
/// 28,000 connections to one port of a central system, as Linux comes; from ten there are ten times
/// as many. Safe for use by many threads.
public final class SourceAddresses {

  /// Leaves the choice to the system.
  public static final SourceAddresses ANY = new SourceAddresses(List.of());

  private static final int MOST_LOOPBACK = 254;

  private final List<InetAddress> addresses;
  private final AtomicInteger turn = new AtomicInteger();

  private SourceAddresses(List<InetAddress> addresses) {
    this.addresses = addresses;
  }

  /// These addresses, which must be the machine's own. None at all is [#ANY].
  public static SourceAddresses of(List<InetAddress> addresses) {
    return addresses.isEmpty() ? ANY : new SourceAddresses(List.copyOf(addresses));
  }

  /// 127.0.0.1 and those after it. Linux has them all; elsewhere they must be set up first.
  ///
  /// @param count 1 to 254
  /// @throws IllegalArgumentException if it is another
  public static SourceAddresses loopback(int count) {
    if (count < 1 || count > MOST_LOOPBACK) {
      throw new IllegalArgumentException(
          "%d loopback addresses; allowed are 1 to %d".formatted(count, MOST_LOOPBACK));
    }
    return of(IntStream.rangeClosed(1, count).mapToObj(SourceAddresses::loopbackAddress).toList());
  }

  /// The next address from which the remote can be reached; empty if there is none, so that the
  /// system chooses.
  Optional<InetAddress> next(InetAddress remote) {
    for (int i = 0; i < addresses.size(); i++) {
      InetAddress candidate =
          addresses.get(Math.floorMod(turn.getAndIncrement(), addresses.size()));
      if (reaches(candidate, remote)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  private static boolean reaches(InetAddress local, InetAddress remote) {
    return local.isLoopbackAddress() == remote.isLoopbackAddress()
        && local instanceof Inet4Address == remote instanceof Inet4Address;
  }

  private static InetAddress loopbackAddress(int last) {
    try {
      return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an IPv4 address", e);
    }
  }
}
