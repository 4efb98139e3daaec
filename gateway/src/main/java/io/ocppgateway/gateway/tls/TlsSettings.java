package io.ocppgateway.gateway.tls;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How TLS ends here.
///
/// @param keys one of each kind at most, and one at least
/// @param authorities certificates of who may issue certificates of charge points, and lists of
///   those that were revoked; null for nobody
/// @param organization that those certificates name; null if there are no authorities
public record TlsSettings(
    List<KeySource> keys, @Nullable PemSource authorities, @Nullable String organization) {

  /// Copies the list.
  public TlsSettings {
    keys = List.copyOf(keys);
  }

  /// Sees whether all of it can be used.
  ///
  /// @throws IllegalArgumentException with what is wrong
  public void check() {
    keys.forEach(ServerKey::read);
    var _ = readAuthorities();
  }

  /// @throws IllegalArgumentException if they cannot be read
  ClientAuthorities readAuthorities() {
    return authorities == null ? ClientAuthorities.NONE : ClientAuthorities.read(authorities);
  }

  /// Changes when any of it does.
  List<PemSource.Stamp> stamps() {
    return Stream.concat(
            keys.stream().flatMap(key -> Stream.of(key.certificate(), key.key())),
            Stream.ofNullable(authorities))
        .map(PemSource::stamp)
        .toList();
  }
}
