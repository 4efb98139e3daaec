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
  /// @param certificateSecretArn whole ARN of the secret in Secrets Manager whose fields are what
  ///   the gateway shows: certificates with their chains, and their keys, in PEM
  /// @param clients whose client certificates are accepted
  record Gateway(String certificateSecretArn, ClientTrust clients) implements TlsEnd {

    /// The secrets that the gateway reads, again and again.
    public List<String> secretArns() {
      return switch (clients) {
        case ClientTrust.Registered _ -> List.of(certificateSecretArn);
        case ClientTrust.Issued issued -> List.of(certificateSecretArn, issued.secretArn());
      };
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
