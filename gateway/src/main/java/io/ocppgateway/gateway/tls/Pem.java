package io.ocppgateway.gateway.tls;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a PEM text holds, in the order of the text. Text between the blocks is passed over.
///
/// @see "RFC 7468"
final class Pem {

  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");

  private final String source;
  private final List<Block> blocks;

  private record Block(String label, String base64) {

    byte[] der() {
      return Base64.getMimeDecoder().decode(base64);
    }
  }

  private Pem(String source, List<Block> blocks) {
    this.source = source;
    this.blocks = blocks;
  }

  /// @throws IllegalArgumentException if the text cannot be had
  static Pem read(PemSource source, PemTexts texts) {
    List<Block> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(texts.text(source));
    while (matcher.find()) {
      blocks.add(new Block(matcher.group(1), matcher.group(2)));
    }
    return new Pem(source.toString(), blocks);
  }

  /// @throws IllegalArgumentException if there is none, or one that cannot be read
  List<X509Certificate> certificates() {
    List<X509Certificate> certificates = new ArrayList<>();
    try {
      for (byte[] der : ders("CERTIFICATE")) {
        certificates.add(
            (X509Certificate) factory().generateCertificate(new ByteArrayInputStream(der)));
      }
    } catch (CertificateException e) {
      throw new IllegalArgumentException(source + ": a certificate cannot be read: " + e, e);
    }
    if (certificates.isEmpty()) {
      throw new IllegalArgumentException(source + " holds no CERTIFICATE in PEM");
    }
    return List.copyOf(certificates);
  }

  /// Lists of revoked certificates, maybe none.
  ///
  /// @throws IllegalArgumentException if one cannot be read
  List<X509CRL> revocations() {
    List<X509CRL> lists = new ArrayList<>();
    try {
      for (byte[] der : ders("X509 CRL")) {
        lists.add((X509CRL) factory().generateCRL(new ByteArrayInputStream(der)));
      }
    } catch (CertificateException | CRLException e) {
      throw new IllegalArgumentException(source + ": an X509 CRL cannot be read: " + e, e);
    }
    return List.copyOf(lists);
  }

  /// @throws IllegalArgumentException if there is not one that can be read
  PrivateKey privateKey(KeyKind kind) {
    List<byte[]> keys = ders("PRIVATE KEY");
    if (keys.size() != 1) {
      throw new IllegalArgumentException(
          "%s holds %d times PRIVATE KEY in PEM; it must be there once, in PKCS #8 and not encrypted: openssl pkcs8 -topk8 -nocrypt makes it so"
              .formatted(source, keys.size()));
    }
    try {
      return KeyFactory.getInstance(kind.algorithm())
          .generatePrivate(new PKCS8EncodedKeySpec(keys.getFirst()));
    } catch (GeneralSecurityException e) {
      // The cause could quote the key.
      throw new IllegalArgumentException(
          "%s: the private key is no %s key that can be read".formatted(source, kind));
    }
  }

  private List<byte[]> ders(String label) {
    try {
      return blocks.stream().filter(block -> block.label.equals(label)).map(Block::der).toList();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s: a block %s is not base64".formatted(source, label), e);
    }
  }

  private static CertificateFactory factory() throws CertificateException {
    return CertificateFactory.getInstance("X.509");
  }
}
