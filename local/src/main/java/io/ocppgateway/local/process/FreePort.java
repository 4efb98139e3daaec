package io.ocppgateway.local.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/// Ports of this machine.
public final class FreePort {

  private static final Duration CONNECT_LIMIT = Duration.ofMillis(500);

  /// Below the ports that Linux gives to clients and to whoever asks for any: one of those may be
  /// somebody else's by the time that it is listened on.
  private static final int FIRST = 20_000;

  private static final int COUNT = 12_768;

  /// Begun anywhere, so that two processes are not given the same ones.
  private static final AtomicInteger NEXT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

  private FreePort() {}

  /// A port on which nothing listens now, another one each time. Another process may still take it
  /// first, but only if it has chosen that very port.
  public static int find() {
    for (int attempt = 0; attempt < COUNT; attempt++) {
      int port = FIRST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
      if (reasonTaken(port).isEmpty()) {
        return port;
      }
    }
    throw new IllegalStateException(
        "none of the ports %d to %d is free; end what listens there"
            .formatted(FIRST, FIRST + COUNT - 1));
  }

  /// Whether something listens on the port.
  public static boolean isListening(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
          (int) CONNECT_LIMIT.toMillis());
      return true;
    } catch (IOException nobodyThere) {
      return false;
    }
  }

  /// Why nobody else can listen on the port of all addresses, empty if it is free. Sees also those
  /// who would share it by SO_REUSEPORT.
  public static Optional<IOException> reasonTaken(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(port));
      return Optional.empty();
    } catch (IOException taken) {
      return Optional.of(taken);
    }
  }
}
