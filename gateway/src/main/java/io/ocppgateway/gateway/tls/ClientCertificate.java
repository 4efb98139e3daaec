package io.ocppgateway.gateway.tls;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/// The certificate that a charge point has shown. It has the key; nothing more is known of it.
public final class ClientCertificate {

  private final List<X509Certificate> chain;

  /// A certificate and what leads to its root.
  ///
  /// @param chain its own first
  public ClientCertificate(List<X509Certificate> chain) {
    this.chain = List.copyOf(chain);
  }

  /// What was shown on a connection; null if nothing was, or there is no TLS.
  public static @Nullable ClientCertificate of(ChannelPipeline pipeline) {
    SslHandler tls = pipeline.get(SslHandler.class);
    if (tls == null) {
      return null;
    }
    Certificate[] shown;
    try {
      shown = tls.engine().getSession().getPeerCertificates();
    } catch (SSLPeerUnverifiedException _) {
      return null;
    }
    List<X509Certificate> chain =
        Arrays.stream(shown)
            .filter(X509Certificate.class::isInstance)
            .map(X509Certificate.class::cast)
            .toList();
    return chain.isEmpty() ? null : new ClientCertificate(chain);
  }

  /// What AWS IoT would call it: the SHA-256 of its DER in hexadecimal digits.
  public String id() {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(own().getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// The first moment of its validity.
  public Instant notBefore() {
    return own().getNotBefore().toInstant();
  }

  /// The last moment of its validity.
  public Instant notAfter() {
    return own().getNotAfter().toInstant();
  }

  /// The common names in its subject: one, if it is made as OCPP asks.
  public List<String> commonNames() {
    return namesOf("CN");
  }

  /// The organizations in its subject: one, if it is made as OCPP asks.
  public List<String> organizations() {
    return namesOf("O");
  }

  /// Its subject, for the log.
  @Override
  public String toString() {
    return own().getSubjectX500Principal().getName();
  }

  X509Certificate own() {
    return chain.getFirst();
  }

  List<X509Certificate> chain() {
    return chain;
  }

  /// What is no text is written in bytes, and is nobody's name.
  private List<String> namesOf(String type) {
    List<String> names = new ArrayList<>();
    try {
      for (Rdn part : new LdapName(own().getSubjectX500Principal().getName()).getRdns()) {
        Attribute values = part.toAttributes().get(type);
        for (int i = 0; values != null && i < values.size(); i++) {
          if (values.get(i) instanceof String name) {
            names.add(name);
          }
        }
      }
    } catch (NamingException _) {
      return List.of();
    }
    return List.copyOf(names);
  }
}
