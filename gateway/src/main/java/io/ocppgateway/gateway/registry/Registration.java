package io.ocppgateway.gateway.registry;

import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.ocpp.registration.PasswordHash;
import io.ocppgateway.ocpp.registration.SecurityProfile;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is known of a charge point that wants to connect.
public sealed interface Registration {

  /// The operator knows it, and nothing more about it.
  Registration REGISTERED = new Registered(null, null, null, null);

  /// The operator knows it and does not let it connect.
  Registration DISABLED = new Disabled();

  /// Nobody knows it.
  Registration UNREGISTERED = new Unregistered();

  /// The operator knows it.
  ///
  /// @param assumedVersion what it speaks although it does not say so; null if it must say
  /// @param securityProfile that it has to connect by; null if that was left open
  /// @param passwordHash null if no password is registered
  /// @param serialNumber which its certificate bears as its name; null if that is its identity
  record Registered(
      @Nullable OcppVersion assumedVersion,
      @Nullable SecurityProfile securityProfile,
      @Nullable PasswordHash passwordHash,
      @Nullable String serialNumber)
      implements Registration {

    /// One whose certificate, if it has one, bears its identity.
    public Registered(
        @Nullable OcppVersion assumedVersion,
        @Nullable SecurityProfile securityProfile,
        @Nullable PasswordHash passwordHash) {
      this(assumedVersion, securityProfile, passwordHash, null);
    }

    /// What it speaks although it does not say so.
    public Optional<OcppVersion> assumed() {
      return Optional.ofNullable(assumedVersion);
    }

    /// The common name that its certificate has to have, if an authority issued it.
    public String certificateName(ChargePointId id) {
      return serialNumber == null ? id.identity() : serialNumber;
    }
  }

  /// The operator knows it and does not let it connect.
  record Disabled() implements Registration {}

  /// Nobody knows it.
  record Unregistered() implements Registration {}
}
