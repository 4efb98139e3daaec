package io.ocppgateway.cli.register;

import io.ocppgateway.cli.shell.PasswordOptions;
import io.ocppgateway.cli.shell.Shell;
import io.ocppgateway.cli.shell.Target;
import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.ocpp.registration.Password;
import io.ocppgateway.ocpp.registration.PasswordHash;
import io.ocppgateway.ocpp.registration.Pepper;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The password that all charge points of a fleet have: the options that say so, and its place in
/// the table of charge points. Each gets a hash of its own.
public final class FleetPassword {

  /// Where passwords of charge points are written down. Safe for use by many threads.
  ///
  /// @param put a charge point's
  /// @param delete a charge point's, which there may not be
  public record Items(Consumer<ChargePointId> put, Consumer<ChargePointId> delete) {

    /// For charge points without a password.
    public static final Items NONE = new Items(_ -> {}, _ -> {});
  }

  @Mixin private final PasswordOptions given;
  @Mixin private final PepperSecret pepper = new PepperSecret();
  @Mixin private final ChargePointTable.Choice table = new ChargePointTable.Choice();

  @Option(
      names = "--generate-password",
      description =
          "Make a password for the charge points, with --register: for a stack that asks for one.")
  private boolean generate;

  private byte @Nullable [] bytes;

  /// Options of a command of this shell.
  public FleetPassword(Shell shell) {
    given = new PasswordOptions(shell);
  }

  /// What is wrong with the options together, null for nothing.
  ///
  /// @param registers whether the charge points are registered for the fleet
  public @Nullable String fault(boolean registers) {
    if (given.fault() != null) {
      return given.fault();
    }
    if (given.isGiven() && generate) {
      return "give either --password or --generate-password";
    }
    return generate && !registers
        ? "--generate-password is for charge points that are registered with it: give --register too"
        : null;
  }

  /// The password, empty if there is none.
  ///
  /// @throws io.ocppgateway.cli.shell.CommandFailure if it cannot be read
  public Optional<byte[]> bytes() {
    if (bytes == null && generate) {
      bytes = CredentialOptions.generated();
    } else if (bytes == null && given.isGiven()) {
      bytes = given.read();
    }
    return Optional.ofNullable(bytes);
  }

  /// Where it is written down for each charge point of a stack.
  ///
  /// @throws io.ocppgateway.cli.shell.CommandFailure if OCPP does not allow the password, or the
  ///   stack has no place for it
  public Items items(Target target, DynamoDbClient dynamoDb) {
    return bytes().map(password -> items(password, target, dynamoDb)).orElse(Items.NONE);
  }

  private Items items(byte[] password, Target target, DynamoDbClient dynamoDb) {
    Password checked = CredentialOptions.checked(password);
    Pepper secret = pepper.read(target);
    ChargePointTable items = table.in(dynamoDb);
    return new Items(
        chargePoint ->
            items.put(
                chargePoint, null, PasswordHash.of(checked, secret, new SecureRandom()), null),
        items::delete);
  }
}
