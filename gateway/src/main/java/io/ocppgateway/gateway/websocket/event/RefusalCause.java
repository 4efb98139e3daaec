package io.ocppgateway.gateway.websocket.event;

import io.ocppgateway.gateway.credential.CertificateFault;

/// Why an attempt to connect was refused: one vocabulary for the answer, security events and
/// metrics.
public enum RefusalCause {
  /// A trusted proxy's connection did not begin with a PROXY header.
  BAD_PROXY_HEADER(Answer.NONE, true),
  /// Bytes that are no TLS, where there is TLS.
  NOT_TLS(Answer.NONE, true),
  /// No agreement on TLS: a version or suites too old, or a certificate that the charge point does
  /// not trust.
  TLS_HANDSHAKE(Answer.NONE, true),
  /// No whole request head came in time.
  REQUEST_TOO_SLOW(Answer.NONE, true),
  /// Bytes that are no HTTP.
  NOT_HTTP(400, true),
  /// The request line is longer than allowed.
  REQUEST_LINE_TOO_LONG(414, true),
  /// The headers are larger than allowed.
  HEADERS_TOO_LARGE(431, true),
  /// HTTP, but older than WebSocket.
  HTTP_TOO_OLD(505, true),
  /// HTTP, but no WebSocket.
  NO_UPGRADE(426, true),
  /// Another method than GET.
  NOT_GET(405, true),
  /// A WebSocket handshake that lacks something, or has too much.
  BAD_HANDSHAKE(400, true),
  /// A WebSocket of another version than 13.
  WEBSOCKET_VERSION(426, true),
  /// A path that is not percent-encoded as it should be.
  MALFORMED_PATH(400, true),
  /// A path that names no charge point.
  NO_IDENTITY(404, true),
  /// No OCPP version in common.
  SUBPROTOCOL(400, true),
  /// Nobody knows this charge point. Told with a close frame, or with status 404 where that is set.
  UNREGISTERED(Answer.CLOSE_FRAME, true),
  /// The operator does not let this charge point connect. Told with a close frame.
  DISABLED(Answer.CLOSE_FRAME, true),
  /// No user name and password, although its security profile has them.
  NO_CREDENTIALS(401, true),
  /// A wrong user name or a wrong password.
  BAD_CREDENTIALS(401, true),
  /// No client certificate, although its security profile has one.
  NO_CERTIFICATE(403, true),
  /// A client certificate that was valid once.
  CERTIFICATE_EXPIRED(403, true),
  /// A client certificate that is not valid yet.
  CERTIFICATE_NOT_YET_VALID(403, true),
  /// A client certificate that was taken out of use.
  CERTIFICATE_REVOKED(403, true),
  /// A client certificate that nobody knows.
  CERTIFICATE_UNKNOWN(403, true),
  /// A client certificate of somebody else.
  CERTIFICATE_OF_ANOTHER(403, true),
  /// Another way to connect than its security profile's.
  WRONG_PROFILE(403, true),
  /// This gateway has just started and does not know yet where the broker is.
  STARTING(503, false),
  /// The registration cannot be looked up: our fault, not the charge point's.
  REGISTRY_UNAVAILABLE(503, false),
  /// As many charge points as may wait for the broker do so already.
  NO_ROOM(503, false),
  /// The same charge point has come again while this one waited for the broker.
  REPLACED(409, false),
  /// The source address has as many connections as it may have.
  TOO_MANY_CONNECTIONS(429, false),
  /// Too many attempts from the source address were refused lately.
  TOO_MANY_REFUSALS(429, false);

  private final int status;
  private final boolean heldAgainstSource;

  RefusalCause(int status, boolean heldAgainstSource) {
    this.status = status;
    this.heldAgainstSource = heldAgainstSource;
  }

  /// The cause that a certificate is.
  public static RefusalCause of(CertificateFault fault) {
    return switch (fault) {
      case MISSING -> NO_CERTIFICATE;
      case EXPIRED -> CERTIFICATE_EXPIRED;
      case NOT_YET_VALID -> CERTIFICATE_NOT_YET_VALID;
      case REVOKED -> CERTIFICATE_REVOKED;
      case UNKNOWN -> CERTIFICATE_UNKNOWN;
      case OF_ANOTHER -> CERTIFICATE_OF_ANOTHER;
    };
  }

  /// The status of the HTTP answer; 101 if a close frame tells it, 0 if nothing does.
  public int status() {
    return status;
  }

  /// Whether it brings the source address closer to being refused altogether.
  public boolean isHeldAgainstSource() {
    return heldAgainstSource;
  }

  private static final class Answer {
    static final int NONE = 0;
    static final int CLOSE_FRAME = 101;
  }
}
