package io.ocppgateway.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;

/// Ports of this machine.
public final class FreePort {

  private static final Duration CONNECT_LIMIT = Duration.ofMillis(500);

  private FreePort() {}

  /// A port on which nothing listens now. Another process may still take it first.
  public static int find() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("this machine gives no free port", e);
    }
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
