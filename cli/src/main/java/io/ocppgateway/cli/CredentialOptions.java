package io.ocppgateway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ocppgateway.local.CredentialPepper;
import io.ocppgateway.ocpp.environment.GatewayEnvironment;
import io.ocppgateway.ocpp.registration.Password;
import io.ocppgateway.ocpp.registration.Pepper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How a charge point will prove who it is: the options that say so, and the secret behind them.
final class CredentialOptions {

  /// As long as the key of a 1.6 charge point; its digits are the longest password of 2.0.1.
  private static final int GENERATED_BYTES = 20;

  private static final int MAX_PROFILE = 2;

  @Option(
      names = "--password",
      paramLabel = "PASSWORD",
      description =
          "The charge point's password, 16 to 40 bytes; for OCPP 1.6 its AuthorizationKey in"
              + " hexadecimal digits. With - it is read from standard input, so that nobody sees it in"
              + " the list of processes.")
  private @Nullable String password;

  @Option(
      names = "--generate-password",
      description =
          "Make a password for each charge point, 40 hexadecimal digits, and print it once.")
  private boolean generate;

  @Option(
      names = "--profile",
      paramLabel = "N",
      description =
          "Security profile: 0 no password, 1 over ws, 2 over wss. Default: with a password that of the"
              + " gateway's listener.")
  private @Nullable Integer profile;

  @Option(
      names = "--pepper-file",
      paramLabel = "FILE",
      description =
          "Holds the secret that the gateway hashes passwords with. Default: with --aws the variable "
              + GatewayEnvironment.CREDENTIAL_PEPPER
              + "; else the local stack's.")
  private @Nullable Path pepperFile;

  private final Shell shell;
  private final InputStream in;

  CredentialOptions(Shell shell, InputStream in) {
    this.shell = shell;
    this.in = in;
  }

  /// Whether anything is to be written down about it.
  boolean isGiven() {
    return hasPassword() || profile != null;
  }

  boolean hasPassword() {
    return password != null || generate;
  }

  boolean isGenerated() {
    return generate;
  }

  /// Null if it is left to the gateway.
  @Nullable Integer profile() {
    return profile;
  }

  /// What is wrong with these options together, null for nothing.
  ///
  /// @param chargePoints how many they are for
  @Nullable String fault(int chargePoints) {
    if (profile != null && (profile < 0 || profile > MAX_PROFILE)) {
      return "--profile is %d; allowed are 0 to %d".formatted(profile, MAX_PROFILE);
    }
    if (password != null && generate) {
      return "give either --password or --generate-password";
    }
    if (password != null && chargePoints > 1) {
      return "--password is for one charge point; --generate-password gives each its own";
    }
    boolean wantsPassword = profile != null && profile > 0;
    if (wantsPassword && !hasPassword()) {
      return "security profile %d has a password; give --password or --generate-password"
          .formatted(profile);
    }
    if (profile != null && !wantsPassword && hasPassword()) {
      return "security profile 0 has no password";
    }
    return null;
  }

  /// The password of one charge point: given, typed or made up.
  String passwordText() {
    if (generate) {
      byte[] key = new byte[GENERATED_BYTES];
      new SecureRandom().nextBytes(key);
      return HexFormat.of().withUpperCase().formatHex(key);
    }
    String given = Objects.requireNonNull(password);
    return given.equals("-") ? firstLine() : given;
  }

  /// Checks a password's length.
  ///
  /// @throws CommandFailure if OCPP does not allow it
  static Password checked(String text) {
    try {
      return Password.given(text);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), e);
    }
  }

  /// The secret of the gateway that will check the password.
  ///
  /// @throws CommandFailure if it is not known
  Pepper pepper(boolean isAws) {
    String variable = shell.environment().get(GatewayEnvironment.CREDENTIAL_PEPPER);
    try {
      if (pepperFile == null && isAws) {
        return Pepper.of(requirePepper(variable));
      }
      Path file = pepperFile == null ? CredentialPepper.file(shell.root()) : pepperFile;
      return Pepper.of(Files.readString(file, UTF_8));
    } catch (IOException e) {
      throw new CommandFailure("cannot read the secret of passwords: " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure("the secret of passwords is " + e.getMessage(), e);
    }
  }

  private static String requirePepper(@Nullable String variable) {
    if (variable == null || variable.isBlank()) {
      throw new CommandFailure(
          "the password cannot be hashed without the gateway's secret: set %s to it, or name a file with --pepper-file"
              .formatted(GatewayEnvironment.CREDENTIAL_PEPPER));
    }
    return variable;
  }

  private String firstLine() {
    try {
      String line = new BufferedReader(new InputStreamReader(in, UTF_8)).readLine();
      return line == null ? "" : line;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the password from standard input", e);
    }
  }
}
