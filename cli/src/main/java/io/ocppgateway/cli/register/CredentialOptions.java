package io.ocppgateway.cli.register;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.ocppgateway.cli.shell.CommandFailure;
import io.ocppgateway.cli.shell.PasswordOptions;
import io.ocppgateway.cli.shell.Shell;
import io.ocppgateway.cli.shell.Target;
import io.ocppgateway.ocpp.registration.Password;
import io.ocppgateway.ocpp.registration.Pepper;
import io.ocppgateway.ocpp.registration.SecurityProfile;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// How a charge point will prove who it is: the options that say so, and the secret behind them.
final class CredentialOptions {

  /// As long as the key of a 1.6 charge point; its digits are the longest password of 2.0.1.
  private static final int GENERATED_BYTES = 20;

  private static final int MAX_PROFILE = SecurityProfile.CLIENT_CERTIFICATE.number();

  @Mixin private final PasswordOptions password;
  @Mixin private final CertificateOptions certificate = new CertificateOptions();

  @Option(
      names = "--generate-password",
      description =
          "Make a password for each charge point, 40 hexadecimal digits, and print it once.")
  private boolean generate;

  @Option(
      names = "--profile",
      paramLabel = "N",
      description =
          "Security profile: 0 no password, 1 a password over ws, 2 over wss, 3 a client certificate."
              + " Default: with a password that of the gateway's listener, with a certificate 3.")
  private @Nullable Integer profile;

  @Mixin private final PepperSecret pepper = new PepperSecret();

  CredentialOptions(Shell shell) {
    password = new PasswordOptions(shell);
  }

  /// Whether anything is to be written down about it.
  boolean isGiven() {
    return hasPassword() || certificate.isGiven() || profile != null;
  }

  boolean hasPassword() {
    return password.isGiven() || generate;
  }

  boolean isGenerated() {
    return generate;
  }

  CertificateOptions certificate() {
    return certificate;
  }

  /// Null if it is left to the gateway.
  @Nullable Integer profile() {
    return profile == null && certificate.isGiven()
        ? Integer.valueOf(SecurityProfile.CLIENT_CERTIFICATE.number())
        : profile;
  }

  /// What is wrong with these options together, null for nothing.
  ///
  /// @param chargePoints how many they are for
  @Nullable String fault(int chargePoints) {
    if (password.fault() != null) {
      return password.fault();
    }
    if (password.isGiven() && generate) {
      return "give either --password or --generate-password";
    }
    if (password.isGiven() && chargePoints > 1) {
      return "--password is for one charge point; --generate-password gives each its own";
    }
    if (certificate.isGiven() && hasPassword()) {
      return "a charge point has a password or a certificate; give one of them";
    }
    String fault = certificate.fault(chargePoints);
    return fault != null || profile == null ? fault : faultOf(profile);
  }

  private @Nullable String faultOf(int number) {
    if (number < 0 || number > MAX_PROFILE) {
      return "--profile is %d; allowed are 0 to %d".formatted(number, MAX_PROFILE);
    }
    boolean isCertificate = number == SecurityProfile.CLIENT_CERTIFICATE.number();
    if (certificate.isGiven() && !isCertificate) {
      return "security profile %d has no certificate; with one it is 3".formatted(number);
    }
    if (number > 0 && !isCertificate && !hasPassword()) {
      return "security profile %d has a password; give --password or --generate-password"
          .formatted(number);
    }
    return hasPassword() && (number == 0 || isCertificate)
        ? "security profile %d has no password".formatted(number)
        : null;
  }

  /// The password of one charge point: given or made up.
  byte[] passwordBytes() {
    if (!generate) {
      return password.read();
    }
    return generated();
  }

  /// A password that nobody had before.
  static byte[] generated() {
    byte[] key = new byte[GENERATED_BYTES];
    new SecureRandom().nextBytes(key);
    return HexFormat.of().withUpperCase().formatHex(key).getBytes(US_ASCII);
  }

  /// Checks a password's length.
  ///
  /// @throws CommandFailure if OCPP does not allow it
  static Password checked(byte[] bytes) {
    try {
      return Password.given(bytes);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), e);
    }
  }

  /// The secret of the gateway that will check the password.
  ///
  /// @throws CommandFailure if it is not there
  Pepper pepper(Target target) {
    return pepper.read(target);
  }
}
