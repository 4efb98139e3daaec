package io.ocppgateway.infra.settings;

import io.ocppgateway.ocpp.registration.SecurityProfile;
import java.util.List;

/// Where the TLS of a charge point's connection ends.
///
/// @see io.ocppgateway.ocpp.environment.GatewayEnvironment#TLS_ENDS_AT
public sealed interface TlsEnd {

  /// There is none: `ws://`.
  record Nowhere() implements TlsEnd {}

  /// At the load balancer, with a certificate of AWS Certificate Manager's.
  record LoadBalancer() implements TlsEnd {}

  /// At the gateway: the load balancer passes bytes on as they are.
  ///
  /// @param certificate what the gateway shows
  /// @param clients whose client certificates are accepted
  record Gateway(ServerCertificate certificate, ClientTrust clients) implements TlsEnd {}

  /// The gateway's certificate with its chain, and its key, in PEM: fields of a secret in Secrets
  /// Manager.
  ///
  /// @param secretArn the secret's whole ARN
  /// @param kinds which certificates it holds
  record ServerCertificate(String secretArn, Kinds kinds) {

    /// OCPP wants both: old charge points know RSA only, new ones may know ECDSA only.
    public enum Kinds {
      /// `rsaCertificate` and `rsaKey`.
      RSA,
      /// `ecdsaCertificate` and `ecdsaKey`.
      ECDSA,
      /// All four.
      BOTH
    }

    /// Whether there is one for charge points that know RSA.
    public boolean hasRsa() {
      return kinds != Kinds.ECDSA;
    }

    /// Whether there is one for charge points that know ECDSA.
    public boolean hasEcdsa() {
      return kinds != Kinds.RSA;
    }
  }

  /// Whose client certificates the gateway accepts.
  sealed interface ClientTrust {

    /// Those that are registered with AWS IoT, and attached to the charge point's thing.
    record Registered() implements ClientTrust {}

    /// Those too that an authority has issued for an organization.
    ///
    /// @param secretArn ARN of the secret whose text are the authorities' certificates, in PEM
    /// @param organization what certificates have to name
    record Issued(String secretArn, String organization) implements ClientTrust {}
  }

  /// Its name in the gateway's environment.
  default String environmentName() {
    return switch (this) {
      case Nowhere _ -> "NOWHERE";
      case LoadBalancer _ -> "LOAD_BALANCER";
      case Gateway _ -> "GATEWAY";
    };
  }

  /// The security profiles that go with it.
  default List<SecurityProfile> profiles() {
    return switch (this) {
      case Nowhere _ -> List.of(SecurityProfile.NONE, SecurityProfile.BASIC);
      case LoadBalancer _ -> List.of(SecurityProfile.NONE, SecurityProfile.BASIC_OVER_TLS);
      case Gateway _ ->
          List.of(
              SecurityProfile.NONE,
              SecurityProfile.BASIC_OVER_TLS,
              SecurityProfile.CLIENT_CERTIFICATE);
    };
  }

  /// The profile of charge points that give a password.
  default SecurityProfile withPassword() {
    return this instanceof Nowhere ? SecurityProfile.BASIC : SecurityProfile.BASIC_OVER_TLS;
  }
}
