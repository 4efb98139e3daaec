package io.ocppgateway.ocpp.v201;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Why a status is what it is.
///
/// @param reasonCode at most 20 characters, from the list in the specification's appendix
/// @see "OCPP 2.0.1 Part 2, StatusInfoType"
public record StatusInfoType(
    String reasonCode, @Nullable String additionalInfo, @Nullable ObjectNode customData) {

  /// @throws NullPointerException if the peer left out the reason
  public StatusInfoType {
    requireNonNull(reasonCode, "reasonCode");
  }
}
