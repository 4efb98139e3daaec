package io.ocppgateway.gateway.tls;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How TLS ends here.
///
/// @param keys one of each kind at most, and one at least; of those in a secret one may be missing
/// @param authorities certificates of who may issue certificates of charge points, and lists of
///   those that were revoked; null for nobody
/// @param organization that those certificates name; null if there are no authorities
public record TlsSettings(
    List<KeySource> keys, @Nullable PemSource authorities, @Nullable String organization) {

  /// Copies the list.
  public TlsSettings {
    keys = List.copyOf(keys);
  }

  /// Sees whether what is in files can be used. What is in secrets shows when they are read.
  ///
  /// @throws IllegalArgumentException with what is wrong
  public void checkFiles() {
    PemTexts files =
        new PemTexts(arn -> {
          throw new IllegalStateException("no file: " + arn);
        });
    keys.stream()
        .filter(key -> key.certificate() instanceof PemSource.InFile)
        .forEach(key -> ServerKey.read(key, files));
    if (authorities instanceof PemSource.InFile) {
      var _ = readAuthorities(files);
    }
  }

  /// @throws IllegalArgumentException if they cannot be used, or there is none
  List<ServerKey> readKeys(PemTexts texts) {
    List<ServerKey> there =
        keys.stream()
            .filter(key -> key.isIn(texts))
            .map(key -> ServerKey.read(key, texts))
            .toList();
    if (there.isEmpty()) {
      throw new IllegalArgumentException(
          "there is no server certificate; there must be one of "
              + keys.stream().map(KeySource::certificate).toList());
    }
    return there;
  }

  /// @throws IllegalArgumentException if they cannot be read
  ClientAuthorities readAuthorities(PemTexts texts) {
    return authorities == null
        ? ClientAuthorities.NONE
        : ClientAuthorities.read(authorities, texts);
  }

  /// Changes when any of it does.
  List<String> stamps(PemTexts texts) {
    return sources().map(texts::stamp).toList();
  }

  /// The secrets that any of it is in.
  Set<String> secretArns() {
    return sources()
        .flatMap(source ->
            switch (source) {
              case PemSource.InFile _ -> Stream.empty();
              case PemSource.InSecret(String arn) -> Stream.of(arn);
              case PemSource.InSecretField(String arn, _) -> Stream.of(arn);
            })
        .collect(Collectors.toUnmodifiableSet());
  }

  private Stream<PemSource> sources() {
    return Stream.concat(
        keys.stream().flatMap(key -> Stream.of(key.certificate(), key.key())),
        Stream.ofNullable(authorities));
  }
}
