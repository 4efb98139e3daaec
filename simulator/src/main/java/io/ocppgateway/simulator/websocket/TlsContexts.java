package io.ocppgateway.simulator.websocket;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.ocppgateway.simulator.options.Credentials;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLException;

/// One context for all charge points without a certificate, and one for each certificate: only so
/// are TLS sessions resumed. Safe for use by many threads.
final class TlsContexts {

  private final Trust trust;
  private final SslContext plain;
  private final Map<Credentials.Certificate, SslContext> byCertificate = new ConcurrentHashMap<>();

  /// @throws IllegalArgumentException if the file of trust cannot be used
  TlsContexts(Trust trust) {
    this.trust = trust;
    plain = build(SslContextBuilder.forClient());
  }

  /// @throws IllegalArgumentException if a file cannot be used
  SslContext of(Credentials credentials) {
    return switch (credentials) {
      case Credentials.None _, Credentials.Basic _ -> plain;
      case Credentials.Certificate certificate ->
          byCertificate.computeIfAbsent(certificate, this::withCertificate);
    };
  }

  private SslContext withCertificate(Credentials.Certificate certificate) {
    try {
      return build(
          SslContextBuilder.forClient()
              .keyManager(certificate.chain().toFile(), certificate.key().toFile()));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s and %s cannot be used; needed are a certificate and its key in PEM, the key in PKCS #8 and not encrypted"
              .formatted(certificate.chain(), certificate.key()),
          e);
    }
  }

  private SslContext build(SslContextBuilder builder) {
    try {
      return trust.authorities() == null
          ? builder.build()
          : builder.trustManager(trust.authorities().toFile()).build();
    } catch (SSLException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          trust.authorities() == null
              ? "TLS cannot be set up"
              : "%s cannot be used; needed are certificates in PEM".formatted(trust.authorities()),
          e);
    }
  }
}
