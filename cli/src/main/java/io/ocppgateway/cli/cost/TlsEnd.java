package io.ocppgateway.cli.cost;

/// Where the TLS of charge points ends, as the stack's setting `tls` names it.
public enum TlsEnd {
  /// There is none: `ws://`.
  NONE(100_000, 800, 0),
  /// At the load balancer.
  NLB(3_000, 50, 22),
  /// At the gateway: the load balancer passes on what it does not understand.
  GATEWAY(100_000, 800, 22);

  private final double connectionsPerUnit;
  private final double newPerSecondPerUnit;
  private final double bytesPerMessage;

  TlsEnd(double connectionsPerUnit, double newPerSecondPerUnit, double bytesPerMessage) {
    this.connectionsPerUnit = connectionsPerUnit;
    this.newPerSecondPerUnit = newPerSecondPerUnit;
    this.bytesPerMessage = bytesPerMessage;
  }

  /// The load balancer's capacity units that connections ask for, by the dimension that asks most.
  ///
  /// @param connections at once
  /// @param newPerSecond connections that begin
  /// @param gbPerHour both ways
  /// @see "Elastic Load Balancing pricing: a unit is 100,000 connections, 800 new ones a second or
  ///   1 GB an hour of TCP; 3,000, 50 or 1 GB of TLS"
  double capacityUnits(double connections, double newPerSecond, double gbPerHour) {
    return Math.max(
        gbPerHour, Math.max(connections / connectionsPerUnit, newPerSecond / newPerSecondPerUnit));
  }

  /// What TLS 1.3 adds to a message: header, content type and tag.
  double bytesPerMessage() {
    return bytesPerMessage;
  }
}
