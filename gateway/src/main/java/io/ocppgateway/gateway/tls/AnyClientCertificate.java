package io.ocppgateway.gateway.tls;

import java.net.Socket;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/// Lets every certificate of a client pass the handshake, which proves only that the client has its
/// key. Which certificate is the right one depends on which charge point comes, and that is in the
/// request behind the handshake.
///
/// It names no authorities, so that charge points show what they have, whoever issued it.
final class AnyClientCertificate extends X509ExtendedTrustManager {

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
    // It may pass.
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {
    // It may pass.
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType) {
    // It may pass.
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
    throw notForServers();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {
    throw notForServers();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType) {
    throw notForServers();
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }

  private static UnsupportedOperationException notForServers() {
    return new UnsupportedOperationException("no server is ever trusted by this");
  }
}
