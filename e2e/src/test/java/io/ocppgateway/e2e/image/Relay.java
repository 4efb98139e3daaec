package io.ocppgateway.e2e.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/// Brings connections to an address of this machine on to a port of its loopback.
final class Relay implements AutoCloseable {

  private static final int BACKLOG = 50;

  private final ServerSocket listener;
  private final int target;

  private Relay(ServerSocket listener, int target) {
    this.listener = listener;
    this.target = target;
  }

  /// Listens on a free port of an address.
  ///
  /// @param target the port on the loopback
  static Relay on(String address, int target) {
    try {
      Relay relay = new Relay(new ServerSocket(0, BACKLOG, InetAddress.getByName(address)), target);
      Thread.ofVirtual().start(relay::accept);
      return relay;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on " + address, e);
    }
  }

  int port() {
    return listener.getLocalPort();
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket from = listener.accept();
        Socket to = new Socket(InetAddress.getLoopbackAddress(), target);
        Thread.ofVirtual().start(() -> copy(from, to));
        Thread.ofVirtual().start(() -> copy(to, from));
      } catch (IOException e) {
        // Closed, or nobody listens there any more: whoever connected sees it.
      }
    }
  }

  private static void copy(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // One side has gone, and both are closed.
    }
  }
}
