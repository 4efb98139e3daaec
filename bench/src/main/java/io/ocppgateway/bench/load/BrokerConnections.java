package io.ocppgateway.bench.load;

/// Counts connections to the broker. The event loop's.
final class BrokerConnections {

  private int open;

  void opened() {
    open++;
  }

  void closed() {
    open--;
  }

  int open() {
    return open;
  }
}
