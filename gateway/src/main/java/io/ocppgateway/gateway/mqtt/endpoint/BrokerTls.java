package io.ocppgateway.gateway.mqtt.endpoint;

import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.nio.file.Path;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// The PEM files of TLS to the broker.
///
/// @param certificate of the client with its chain; null, as `key`, for none
/// @param key PKCS #8, not encrypted
/// @param authorities that the broker's certificate must lead to; null for the JDK's
public record BrokerTls(
    @Nullable Path certificate, @Nullable Path key, @Nullable Path authorities) {

  private static final int MAX_SESSIONS = 1024;

  /// Whether there is a file at all.
  boolean areGiven() {
    return certificate != null || key != null || authorities != null;
  }

  /// Reads the files, or the authorities of the JDK.
  ///
  /// @throws IllegalArgumentException if a file cannot be read as what it should be
  SslContext newContext() {
    SslContextBuilder builder =
        SslContextBuilder.forClient()
            .sslProvider(OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK)
            .endpointIdentificationAlgorithm("HTTPS")
            .sessionCacheSize(MAX_SESSIONS);
    if (certificate != null && key != null) {
      builder.keyManager(certificate.toFile(), key.toFile());
    }
    if (authorities != null) {
      builder.trustManager(authorities.toFile());
    }
    try {
      return builder.build();
    } catch (SSLException e) {
      throw new IllegalArgumentException("TLS to the broker cannot be set up with " + this, e);
    }
  }
}
