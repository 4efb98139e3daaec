package io.ocppgateway.infra;

import io.ocppgateway.ocpp.registration.SecurityProfile;
import java.util.Arrays;
import java.util.Optional;

/// How charge points prove who they are, and where their TLS ends.
///
/// @param profile of a charge point whose item names none; also the least that an item may name
record ChargePointSecurity(SecurityProfile profile, TlsEnd tlsEnd) {

  /// Where the TLS of a charge point's connection ends. The gateway knows the names.
  ///
  /// @see io.ocppgateway.ocpp.environment.GatewayEnvironment#TLS_ENDS_AT
  enum TlsEnd {
    /// There is none: `ws://`.
    NOWHERE(SecurityProfile.BASIC),
    /// At the load balancer.
    LOAD_BALANCER(SecurityProfile.BASIC_OVER_TLS);

    private final SecurityProfile withPassword;

    TlsEnd(SecurityProfile withPassword) {
      this.withPassword = withPassword;
    }

    /// The profile of charge points that give a password.
    SecurityProfile withPassword() {
      return withPassword;
    }

    /// Whether others cannot read along.
    boolean isEncrypted() {
      return withPassword.hasTls();
    }
  }

  /// What an address is secured by where nothing is said: passwords where there is TLS.
  static ChargePointSecurity of(PublicAddress address) {
    TlsEnd tlsEnd = tlsEnd(address);
    return new ChargePointSecurity(
        tlsEnd == TlsEnd.NOWHERE ? SecurityProfile.NONE : tlsEnd.withPassword, tlsEnd);
  }

  /// The security of an address with the profile of a number, empty if it cannot have that.
  static Optional<ChargePointSecurity> of(PublicAddress address, String number) {
    TlsEnd tlsEnd = tlsEnd(address);
    return Arrays.stream(new SecurityProfile[] {SecurityProfile.NONE, tlsEnd.withPassword})
        .filter(profile -> Integer.toString(profile.number()).equals(number))
        .map(profile -> new ChargePointSecurity(profile, tlsEnd))
        .findAny();
  }

  private static TlsEnd tlsEnd(PublicAddress address) {
    return switch (address) {
      case PublicAddress.LoadBalancer() -> TlsEnd.NOWHERE;
      case PublicAddress.Domain _, PublicAddress.LookedUpDomain _ -> TlsEnd.LOAD_BALANCER;
    };
  }

  /// The profiles that go with this end of TLS, for people.
  String allowed() {
    return "0 or " + tlsEnd.withPassword.number();
  }
}
