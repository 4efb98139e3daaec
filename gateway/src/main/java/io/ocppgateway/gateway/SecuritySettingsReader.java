package io.ocppgateway.gateway;

import static io.ocppgateway.ocpp.environment.GatewayEnvironment.CREDENTIAL_PEPPER;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.CREDENTIAL_PEPPER_FILE;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.SECURITY_PROFILE;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.TLS_ENDS_AT;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.UNREGISTERED;

import io.ocppgateway.gateway.credential.SecuritySettings;
import io.ocppgateway.gateway.credential.TlsEnd;
import io.ocppgateway.gateway.credential.UnregisteredAnswer;
import io.ocppgateway.ocpp.registration.Pepper;
import io.ocppgateway.ocpp.registration.SecurityProfile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Reads how charge points have to prove who they are.
final class SecuritySettingsReader {

  private final Variables variables;

  SecuritySettingsReader(Variables variables) {
    this.variables = variables;
  }

  SecuritySettings read() {
    TlsEnd tlsEnd = variables.choice(TLS_ENDS_AT, TlsEnd.class, TlsEnd.NOWHERE);
    SecurityProfile profile = profile(tlsEnd);
    Pepper pepper = pepper();
    boolean isPepperSet =
        variables.value(CREDENTIAL_PEPPER) != null
            || variables.value(CREDENTIAL_PEPPER_FILE) != null;
    if (profile.hasPassword() && !isPepperSet) {
      variables.addFault(
          "%s is not set, nor is %s; security profile %d has passwords, so give it a secret of %d bytes or more, or set %s=0 to let charge points in without a password"
              .formatted(
                  CREDENTIAL_PEPPER,
                  CREDENTIAL_PEPPER_FILE,
                  profile.number(),
                  Pepper.MIN_BYTES,
                  SECURITY_PROFILE));
    }
    return new SecuritySettings(
        profile,
        tlsEnd,
        pepper,
        variables.choice(UNREGISTERED, UnregisteredAnswer.class, UnregisteredAnswer.CLOSE));
  }

  private SecurityProfile profile(TlsEnd tlsEnd) {
    SecurityProfile withPassword =
        switch (tlsEnd) {
          case NOWHERE -> SecurityProfile.BASIC;
          case LOAD_BALANCER, GATEWAY -> SecurityProfile.BASIC_OVER_TLS;
        };
    int number =
        variables.integer(
            SECURITY_PROFILE,
            withPassword.number(),
            0,
            SecurityProfile.CLIENT_CERTIFICATE.number());
    SecurityProfile profile = SecurityProfile.ofNumber(number).orElse(withPassword);
    if (!isPossible(profile, tlsEnd)) {
      variables.addFault(
          "%s is %d, but %s is %s; profile 1 is without TLS, 2 with it, and 3 with TLS that ends at the GATEWAY"
              .formatted(SECURITY_PROFILE, number, TLS_ENDS_AT, tlsEnd));
    }
    return profile;
  }

  private static boolean isPossible(SecurityProfile profile, TlsEnd tlsEnd) {
    return switch (profile) {
      case NONE -> true;
      case BASIC -> tlsEnd == TlsEnd.NOWHERE;
      case BASIC_OVER_TLS -> tlsEnd != TlsEnd.NOWHERE;
      case CLIENT_CERTIFICATE -> tlsEnd == TlsEnd.GATEWAY;
    };
  }

  private @Nullable Pepper pepper() {
    Path file = variables.file(CREDENTIAL_PEPPER_FILE);
    if (file == null) {
      return variables.parsed(CREDENTIAL_PEPPER, Pepper::of);
    }
    if (variables.value(CREDENTIAL_PEPPER) != null) {
      variables.addFault(
          "%s and %s are set; set one of them"
              .formatted(CREDENTIAL_PEPPER, CREDENTIAL_PEPPER_FILE));
    }
    try {
      return Pepper.of(Files.readString(file, StandardCharsets.UTF_8));
    } catch (IOException _) {
      // That there is no such file was told already.
      return null;
    } catch (IllegalArgumentException e) {
      variables.addFault("%s names %s".formatted(CREDENTIAL_PEPPER_FILE, e.getMessage()));
      return null;
    }
  }
}
