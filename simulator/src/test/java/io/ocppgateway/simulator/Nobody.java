package io.ocppgateway.simulator;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/// A port on which nobody listens, and on which nobody else will: it is taken.
public final class Nobody implements AutoCloseable {

  private final Socket taken = new Socket();

  public Nobody() throws IOException {
    taken.bind(new InetSocketAddress("127.0.0.1", 0));
  }

  public URI url() {
    return URI.create("ws://127.0.0.1:" + taken.getLocalPort());
  }

  @Override
  public void close() throws IOException {
    taken.close();
  }
}
