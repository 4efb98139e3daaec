package io.ocppgateway.gateway.credential;

import io.ocppgateway.gateway.registry.Registration;
import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.ocpp.registration.PasswordHash;
import io.ocppgateway.ocpp.registration.Pepper;
import io.ocppgateway.ocpp.registration.SecurityProfile;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Holds what a charge point gave against what is registered of it.
///
/// A charge point has one profile, its item's, and connects by no other. Without one in its item it
/// has the gateway's, but one with a password where a password is registered.
///
/// @param settings of the listener
/// @param certificates null where none can be seen
/// @see "OCPP 1.6 Security Whitepaper §2.2; OCPP 2.0.1 Part 2 A00.FR.002, A00.FR.204, A00.FR.207"
public record CredentialCheck(SecuritySettings settings, @Nullable CertificateCheck certificates) {

  /// Decides about a charge point.
  ///
  /// @return completes on any thread; exceptionally if it cannot be known now
  public CompletionStage<Verdict> check(
      ChargePointId id, Registration.Registered registered, Proof proof) {
    SecurityProfile profile = profileOf(registered);
    if (profile.isBelow(settings.profile())) {
      return wrongProfile(
          "its item has security profile %d; the least that is allowed here is %d"
              .formatted(profile.number(), settings.profile().number()));
    }
    return switch (profile) {
      case NONE -> done(Verdict.GRANTED);
      case BASIC, BASIC_OVER_TLS ->
          profile.hasTls() == settings.hasTls()
              ? done(checkPassword(id, registered.passwordHash(), proof.credentials()))
              : wrongProfile(
                  "it has security profile %d and came by %s"
                      .formatted(profile.number(), settings.hasTls() ? "wss" : "ws"));
      case CLIENT_CERTIFICATE ->
          certificates == null
              ? wrongProfile("it has security profile 3; client certificates are not taken here")
              : certificates.check(id, registered, proof.certificate());
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
        ? Verdict.GRANTED
        : new Verdict.BadCredentials("the password is wrong");
  }

  private static CompletionStage<Verdict> wrongProfile(String why) {
    return done(new Verdict.WrongProfile(why));
  }

  private static CompletionStage<Verdict> done(Verdict verdict) {
    return CompletableFuture.completedStage(verdict);
  }
}
