package io.ocppgateway.lambdas.availability;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a charge point says of one connector, in any version; null is what it does not say.
///
/// @param evseId null in 1.6, which knows connectors only
/// @param connectorId in 1.6, 0 is the charge point as a whole
/// @param status as it stands on the wire: charge points have words of their own
/// @param timestamp when the status was taken on
record ConnectorReport(
    @Nullable Integer evseId,
    @Nullable Integer connectorId,
    @Nullable String status,
    @Nullable String errorCode,
    @Nullable String info,
    @Nullable String vendorErrorCode,
    @Nullable Instant timestamp) {

  /// What 2.x says of a connector: errors are told by other messages.
  static ConnectorReport of(
      @Nullable Integer evseId,
      @Nullable Integer connectorId,
      @Nullable String status,
      @Nullable Instant timestamp) {
    return new ConnectorReport(evseId, connectorId, status, null, null, null, timestamp);
  }

  /// Which connector: `1` in 1.6, `1-2` for connector 2 of EVSE 1. Empty if it is not said.
  Optional<String> connector() {
    if (connectorId == null) {
      return Optional.empty();
    }
    return Optional.of(evseId == null ? connectorId.toString() : evseId + "-" + connectorId);
  }
}
