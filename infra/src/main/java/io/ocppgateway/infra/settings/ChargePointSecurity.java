package io.ocppgateway.infra.settings;

import io.ocppgateway.ocpp.registration.SecurityProfile;

/// How charge points prove who they are, and where their TLS ends.
///
/// @param profile of a charge point whose item names none; also the least that an item may name
/// @param tlsEnd where TLS ends
public record ChargePointSecurity(SecurityProfile profile, TlsEnd tlsEnd) {

  /// Refuses a profile that the end of TLS does not go with.
  public ChargePointSecurity {
    if (!tlsEnd.profiles().contains(profile)) {
      throw new IllegalArgumentException(
          "security profile %d, but TLS ends %s, which goes with %s"
              .formatted(profile.number(), tlsEnd.environmentName(), tlsEnd.profiles()));
    }
  }
}
