package io.ocppgateway.gateway.tls;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;

/// A server certificate and the key that it belongs to.
///
/// @param chain the server's certificate first
record ServerKey(KeyKind kind, PrivateKey key, List<X509Certificate> chain) {

  private static final byte[] PROBE = {1, 2, 3};

  /// Reads both, and sees that they go together.
  ///
  /// @throws IllegalArgumentException if they do not, or cannot be read, or OCPP does not allow
  ///   them
  static ServerKey read(KeySource source, PemTexts texts) {
    KeyKind kind = source.kind();
    List<X509Certificate> chain = Pem.read(source.certificate(), texts).certificates();
    int bits = kind.bitsOf(chain.getFirst().getPublicKey());
    if (bits < kind.minBits()) {
      throw new IllegalArgumentException(
          "the certificate in %s has %s; it must have an %s key of %d bits or more"
              .formatted(
                  source.certificate(),
                  bits == 0 ? "a key of another kind" : bits + " bits",
                  kind,
                  kind.minBits()));
    }
    PrivateKey key = Pem.read(source.key(), texts).privateKey(kind);
    if (!signsFor(chain.getFirst(), key, kind)) {
      throw new IllegalArgumentException(
          "the key in %s is not the one of the certificate in %s"
              .formatted(source.key(), source.certificate()));
    }
    return new ServerKey(kind, key, chain);
  }

  private static boolean signsFor(X509Certificate certificate, PrivateKey key, KeyKind kind) {
    try {
      Signature signature = Signature.getInstance(kind.signature());
      signature.initSign(key);
      signature.update(PROBE);
      byte[] signed = signature.sign();
      signature.initVerify(certificate.getPublicKey());
      signature.update(PROBE);
      return signature.verify(signed);
    } catch (GeneralSecurityException _) {
      return false;
    }
  }

  X509Certificate certificate() {
    return chain.getFirst();
  }

  X509Certificate[] chainArray() {
    return chain.toArray(X509Certificate[]::new);
  }

  /// Nothing of the key.
  @Override
  public String toString() {
    return "ServerKey[%s, %s]".formatted(kind, certificate().getSubjectX500Principal());
  }
}
