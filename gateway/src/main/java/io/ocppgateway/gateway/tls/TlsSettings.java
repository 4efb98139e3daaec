package io.ocppgateway.gateway.tls;

import java.util.List;
import java.util.stream.Stream;

/// How TLS ends here.
///
/// @param keys one of each kind at most, and one at least
public record TlsSettings(List<KeySource> keys) {

  /// Copies the list.
  public TlsSettings {
    keys = List.copyOf(keys);
  }

  /// Sees whether all of it can be used.
  ///
  /// @throws IllegalArgumentException with what is wrong
  public void check() {
    keys.forEach(ServerKey::read);
  }

  /// Changes when any of it does.
  List<PemSource.Stamp> stamps() {
    return keys.stream()
        .flatMap(key -> Stream.of(key.certificate(), key.key()))
        .map(PemSource::stamp)
        .toList();
  }
}
