package io.ocppgateway.gateway.credential;

import io.ocppgateway.ocpp.registration.Pepper;
import io.ocppgateway.ocpp.registration.SecurityProfile;
import org.jspecify.annotations.Nullable;

/// How charge points have to prove who they are.
///
/// @param profile of a charge point whose item names none, and the least that an item may name
/// @param tlsEnd whether charge points come by `wss://`
/// @param pepper of the passwords; null if no passwords can be checked
/// @param unregistered what a charge point is told that nobody knows
public record SecuritySettings(
    SecurityProfile profile,
    TlsEnd tlsEnd,
    @Nullable Pepper pepper,
    UnregisteredAnswer unregistered) {

  /// The profile of a charge point that gives a password here.
  SecurityProfile passwordProfile() {
    return hasTls() ? SecurityProfile.BASIC_OVER_TLS : SecurityProfile.BASIC;
  }

  boolean hasTls() {
    return tlsEnd != TlsEnd.NOWHERE;
  }
}
