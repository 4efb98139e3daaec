package io.ocppgateway.gateway.tls;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Who may issue certificates of charge points, and which of them were revoked.
///
/// A list of revoked certificates is believed as it stands, however old it is: an operator who
/// forgets to renew it does not lock out a fleet, and what is on it stays out.
public final class ClientAuthorities {

  /// Nobody may.
  public static final ClientAuthorities NONE = new ClientAuthorities(List.of(), List.of());

  private final Set<TrustAnchor> anchors;
  private final List<X509CRL> revocations;

  /// What a certificate's chain is worth.
  public enum Standing {
    /// It leads to an authority.
    TRUSTED,
    /// It, or one on the way, was revoked.
    REVOKED,
    /// It leads to none.
    UNKNOWN
  }

  private ClientAuthorities(List<X509Certificate> roots, List<X509CRL> revocations) {
    this.anchors =
        roots.stream().map(root -> new TrustAnchor(root, null)).collect(Collectors.toSet());
    this.revocations = revocations;
  }

  /// Reads certificates and lists of revoked ones.
  ///
  /// @throws IllegalArgumentException if they cannot be read
  static ClientAuthorities read(PemSource source, PemTexts texts) {
    Pem pem = Pem.read(source, texts);
    return new ClientAuthorities(pem.certificates(), pem.revocations());
  }

  /// Judges a certificate by its chain. Neither its names nor what it may be used for count: OCPP
  /// wants no server names and no extended key usage in certificates of charge points.
  ///
  /// @param now at which all of the chain has to be valid
  /// @see "OCPP 2.0.1 Part 2 A00.FR.511, A00.FR.512"
  public Standing standingOf(ClientCertificate certificate, Instant now) {
    if (anchors.isEmpty()) {
      return Standing.UNKNOWN;
    }
    if (certificate.chain().stream().anyMatch(this::isRevoked)) {
      return Standing.REVOKED;
    }
    try {
      X509CertSelector own = new X509CertSelector();
      own.setCertificate(certificate.own());
      PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, own);
      parameters.addCertStore(
          CertStore.getInstance(
              "Collection", new CollectionCertStoreParameters(certificate.chain())));
      parameters.setDate(Date.from(now));
      parameters.setRevocationEnabled(false);
      CertPathBuilder.getInstance("PKIX").build(parameters);
      return Standing.TRUSTED;
    } catch (GeneralSecurityException _) {
      // It was issued by somebody else, or is not well made.
      return Standing.UNKNOWN;
    }
  }

  private boolean isRevoked(X509Certificate certificate) {
    return revocations.stream()
        .anyMatch(list ->
            list.getIssuerX500Principal().equals(certificate.getIssuerX500Principal())
                && list.isRevoked(certificate));
  }
}
