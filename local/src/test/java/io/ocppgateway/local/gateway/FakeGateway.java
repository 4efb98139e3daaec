package io.ocppgateway.local.gateway;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;

/// A program with the gateway's environment: shares `PORT` with others of its kind and tells each
/// client its process id, healthy on `HEALTH_PORT`.
public final class FakeGateway {

  private FakeGateway() {}

  /// Serves until it is killed.
  public static void main(String[] arguments) throws IOException {
    InetAddress here = InetAddress.getLoopbackAddress();
    try (ServerSocket server = new ServerSocket()) {
      server.setOption(StandardSocketOptions.SO_REUSEPORT, true);
      server.bind(new InetSocketAddress(here, Integer.parseInt(System.getenv("PORT"))));
      int healthPort = Integer.parseInt(System.getenv("HEALTH_PORT"));
      HttpServer health = HttpServer.create(new InetSocketAddress(here, healthPort), 0);
      health.createContext(
          "/ready",
          exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
          });
      health.start();
      while (true) {
        try (Socket client = server.accept()) {
          String pid = String.valueOf(ProcessHandle.current().pid());
          client.getOutputStream().write(pid.getBytes(StandardCharsets.US_ASCII));
        }
      }
    }
  }
}
