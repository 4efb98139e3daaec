package io.ocppgateway.gateway.peer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The gateway's way to a broker, which a test can bar: so that others reach the broker first once
/// it is there again.
public final class Relay implements AutoCloseable {

  private final ServerSocket listener;
  private final int brokerPort;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile boolean barred;

  private Relay(ServerSocket listener, int brokerPort) {
    this.listener = listener;
    this.brokerPort = brokerPort;
  }

  /// Leads to a port of this machine.
  public static Relay to(int brokerPort) throws IOException {
    Relay relay = new Relay(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), brokerPort);
    Thread.startVirtualThread(relay::accept);
    return relay;
  }

  public String url() {
    return "mqtt://127.0.0.1:" + listener.getLocalPort();
  }

  /// Lets nobody through, and cuts those who are.
  public void bar() throws IOException {
    barred = true;
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  public void unbar() {
    barred = false;
  }

  @Override
  public void close() throws IOException {
    listener.close();
    bar();
  }

  private void accept() {
    try {
      while (true) {
        relay(listener.accept());
      }
    } catch (IOException _) {
      // Closed.
    }
  }

  private void relay(Socket client) throws IOException {
    sockets.add(client);
    if (barred) {
      client.close();
      return;
    }
    try {
      Socket broker = new Socket(InetAddress.getLoopbackAddress(), brokerPort);
      sockets.add(broker);
      Thread.startVirtualThread(() -> copy(client, broker));
      Thread.startVirtualThread(() -> copy(broker, client));
    } catch (IOException _) {
      // The broker is not there.
      client.close();
    }
  }

  private static void copy(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException _) {
      // One of them has ended.
    }
  }
}
