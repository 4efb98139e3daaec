package io.ocppgateway.gateway.credential;

/// Where the TLS of a charge point's connection ends, before it reaches the listener.
public enum TlsEnd {
  /// There is none: `ws://`.
  NOWHERE,
  /// At the load balancer, which takes nothing but `wss://`.
  LOAD_BALANCER,
  /// Here, where client certificates can be seen.
  GATEWAY
}
