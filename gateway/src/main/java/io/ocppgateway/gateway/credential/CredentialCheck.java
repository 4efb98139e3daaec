package io.ocppgateway.gateway.credential;

import io.ocppgateway.gateway.registry.Registration;
import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.ocpp.registration.PasswordHash;
import io.ocppgateway.ocpp.registration.Pepper;
import io.ocppgateway.ocpp.registration.SecurityProfile;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Holds what a charge point gave against what is registered of it.
///
/// A charge point has one profile, its item's, and connects by no other. Without one in its item it
/// has the gateway's, but one with a password where a password is registered.
///
/// @param settings of the listener
/// @see "OCPP 1.6 Security Whitepaper §2.2; OCPP 2.0.1 Part 2 A00.FR.002, A00.FR.204, A00.FR.207"
public record CredentialCheck(SecuritySettings settings) {

  private static final Verdict GRANTED = new Verdict.Granted();

  /// Decides about a charge point.
  ///
  /// @param credentials null if it gave none that can be read
  public Verdict check(
      ChargePointId id,
      Registration.Registered registered,
      @Nullable BasicCredentials credentials) {
    SecurityProfile profile = profileOf(registered);
    if (profile.isBelow(settings.profile())) {
      return new Verdict.WrongProfile(
          "its item has security profile %d; the least that is allowed here is %d"
              .formatted(profile.number(), settings.profile().number()));
    }
    return switch (profile) {
      case NONE -> GRANTED;
      case BASIC, BASIC_OVER_TLS ->
          profile.hasTls() == settings.hasTls()
              ? checkPassword(id, registered.passwordHash(), credentials)
              : new Verdict.WrongProfile(
                  "it has security profile %d and came by %s"
                      .formatted(profile.number(), settings.hasTls() ? "wss" : "ws"));
      case CLIENT_CERTIFICATE ->
          new Verdict.WrongProfile(
              "it has security profile 3; client certificates are not taken here");
    };
  }

  private SecurityProfile profileOf(Registration.Registered registered) {
    SecurityProfile standard =
        registered.passwordHash() != null && settings.profile() == SecurityProfile.NONE
            ? settings.passwordProfile()
            : settings.profile();
    return Objects.requireNonNullElse(registered.securityProfile(), standard);
  }

  private Verdict checkPassword(
      ChargePointId id, @Nullable PasswordHash hash, @Nullable BasicCredentials credentials) {
    if (credentials == null) {
      return new Verdict.NoCredentials("no user name and password in HTTP Basic");
    }
    if (!credentials.isFor(id)) {
      return new Verdict.BadCredentials("the user name is not the identity");
    }
    if (hash == null) {
      return new Verdict.BadCredentials("no password is registered");
    }
    Pepper pepper = settings.pepper();
    if (pepper == null) {
      return new Verdict.Undecided("the gateway was started without the pepper of its password");
    }
    return hash.isOf(credentials.password(), pepper)
        ? GRANTED
        : new Verdict.BadCredentials("the password is wrong");
  }
}
