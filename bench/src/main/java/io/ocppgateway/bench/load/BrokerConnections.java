package io.ocppgateway.bench.load;

/// Counts connections to the broker, and what TLS has come to on them. The event loop's.
final class BrokerConnections {

  private int open;
  private int handshakes;
  private int resumed;

  void opened() {
    open++;
  }

  void closed() {
    open--;
  }

  /// A TLS handshake has succeeded.
  ///
  /// @param wasResumed whether it took up an earlier session
  void shookHands(boolean wasResumed) {
    handshakes++;
    if (wasResumed) {
      resumed++;
    }
  }

  int open() {
    return open;
  }

  /// What TLS has come to since this was asked last.
  TlsHandshakes takeHandshakes() {
    TlsHandshakes taken = new TlsHandshakes(handshakes, resumed);
    handshakes = 0;
    resumed = 0;
    return taken;
  }
}
