package io.ocppgateway.bench.load;

/// TLS handshakes with the broker that have succeeded.
///
/// @param resumed how many of them took up an earlier session
public record TlsHandshakes(int count, int resumed) {

  /// Both together.
  public TlsHandshakes plus(TlsHandshakes others) {
    return new TlsHandshakes(count + others.count, resumed + others.resumed);
  }
}
