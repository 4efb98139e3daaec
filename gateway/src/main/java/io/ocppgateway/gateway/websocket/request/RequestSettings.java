package io.ocppgateway.gateway.websocket.request;

import io.ocppgateway.ocpp.OcppVersion;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How a charge point may ask to connect.
///
/// @param timeout from the opening of the connection until the whole request head is there
/// @param maxLineBytes of the request line, at most
/// @param maxHeaderBytes of all header lines together, at most
/// @param mismatch what becomes of a charge point that speaks no version in common with us
/// @param assumedVersion what any charge point speaks that offers no subprotocol; null if each has
///   to offer one, unless its registration says otherwise
/// @param identityFromUserName whether the user name of HTTP Basic stands in for an identity that
///   the path lacks
public record RequestSettings(
    Duration timeout,
    int maxLineBytes,
    int maxHeaderBytes,
    VersionMismatch mismatch,
    @Nullable OcppVersion assumedVersion,
    boolean identityFromUserName) {

  /// What any charge point speaks that offers no subprotocol.
  public Optional<OcppVersion> assumed() {
    return Optional.ofNullable(assumedVersion);
  }
}
