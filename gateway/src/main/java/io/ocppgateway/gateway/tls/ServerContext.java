package io.ocppgateway.gateway.tls;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslCredential;
import io.netty.handler.ssl.OpenSslCredentialBuilder;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLException;

/// Makes Netty's context of a listener: BoringSSL where its native part is there, else the JDK's
/// TLS, which has no `TLS_RSA_…` suites.
final class ServerContext {

  /// Those that OCPP names, and those with forward secrecy beside them; the best first.
  ///
  /// @see "OCPP 1.6 Security Whitepaper §2.4.2; OCPP 2.0.1 Part 2 A00.FR.318, A00.FR.319"
  static final List<String> SUITES =
      List.of(
          "TLS_AES_128_GCM_SHA256",
          "TLS_AES_256_GCM_SHA384",
          "TLS_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_RSA_WITH_AES_256_GCM_SHA384");

  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
  private static final int MAX_SESSIONS = 10_000;

  /// How long a charge point can come back without a full handshake. Its certificate is looked at
  /// again all the same.
  private static final Duration SESSION_LIFETIME = Duration.ofHours(4);

  private ServerContext() {}

  static boolean isNative() {
    return OpenSsl.isAvailable() && OpenSslCredential.isAvailable();
  }

  /// @param keys one of each kind at most, and one at least
  /// @throws IllegalArgumentException if a context cannot be made of them
  static SslContext of(List<ServerKey> keys) {
    try {
      return isNative() ? ofBoringSsl(keys) : ofJdk(keys);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException("no TLS can be made of " + keys, e);
    }
  }

  /// A context has one certificate the old way; BoringSSL tries what is added as a credential
  /// before it, and takes the first that the client can do with.
  private static SslContext ofBoringSsl(List<ServerKey> keys) throws SSLException {
    ServerKey last = keys.getLast();
    SslContextBuilder builder =
        SslContextBuilder.forServer(last.key(), last.chainArray())
            .sslProvider(SslProvider.OPENSSL_REFCNT);
    List<OpenSslCredential> credentials =
        keys.subList(0, keys.size() - 1).stream().map(ServerContext::credential).toList();
    try {
      return complete(builder.addCredentials(credentials)).build();
    } finally {
      credentials.forEach(OpenSslCredential::release);
    }
  }

  private static OpenSslCredential credential(ServerKey key) {
    return OpenSslCredentialBuilder.forX509(key.key(), key.chainArray()).build();
  }

  /// The JDK chooses among the keys of its store by itself.
  private static SslContext ofJdk(List<ServerKey> keys)
      throws GeneralSecurityException, IOException {
    char[] none = {};
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, none);
    for (ServerKey key : keys) {
      store.setKeyEntry(key.kind().name(), key.key(), none, key.chainArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, none);
    return complete(SslContextBuilder.forServer(managers).sslProvider(SslProvider.JDK)).build();
  }

  private static SslContextBuilder complete(SslContextBuilder builder) {
    return builder
        .protocols(PROTOCOLS)
        .ciphers(SUITES, SupportedCipherSuiteFilter.INSTANCE)
        .clientAuth(ClientAuth.OPTIONAL)
        .trustManager(new AnyClientCertificate())
        .sessionCacheSize(MAX_SESSIONS)
        .sessionTimeout(SESSION_LIFETIME.toSeconds());
  }
}
