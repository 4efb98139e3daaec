package io.ocppgateway.cli.register;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.ocppgateway.cli.shell.Shell;
import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.ocpp.registration.PasswordHash;
import io.ocppgateway.ocpp.registration.Pepper;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.iot.IotClient;
import software.amazon.awssdk.services.iotdataplane.IotDataPlaneClient;

/// `cpo register`: makes charge points known, as things of the IoT registry, and writes down how
/// they prove who they are.
@Command(
    name = "register",
    description =
        "Registers charge points as IoT things, and their passwords or certificates. The gateway turns"
            + " away those that are not registered.",
    mixinStandardHelpOptions = true)
public final class RegisterCommand implements Runnable {

  private final Shell shell;

  @Spec private CommandSpec command = CommandSpec.create();

  @Mixin private final ChargePoints chargePoints;
  @Mixin private final CredentialOptions credentials;

  /// A command that prints to this shell.
  public RegisterCommand(Shell shell) {
    this.shell = shell;
    chargePoints = new ChargePoints(shell);
    credentials = new CredentialOptions(shell);
  }

  @Override
  public void run() {
    String fault = credentials.fault(chargePoints.ids().size());
    if (fault != null) {
      throw new ParameterException(command.commandLine(), fault);
    }
    X509Certificate certificate = credentials.certificate().certificate();
    // The item first: a thing alone may connect without a password where profile 0 is allowed.
    Map<ChargePointId, String> generated = credentials.isGiven() ? writeItems() : Map.of();
    try (IotClient registry = chargePoints.target().iot();
        IotDataPlaneClient shadows = chargePoints.target().iotData()) {
      Things things = new Things(registry, shadows);
      for (ChargePointId chargePoint : chargePoints.ids()) {
        String password = generated.get(chargePoint);
        String suffix = password == null ? "" : ", password " + password;
        String registered = register(things, chargePoint);
        if (certificate != null) {
          suffix = ", certificate " + new Certificates(registry).attach(certificate, chargePoint);
        }
        shell.out().println(chargePoint + ": " + registered + suffix);
      }
    }
  }

  /// The passwords that were made up.
  private Map<ChargePointId, String> writeItems() {
    Pepper pepper = credentials.hasPassword() ? credentials.pepper(chargePoints.target()) : null;
    Map<ChargePointId, String> generated = new HashMap<>();
    try (DynamoDbClient dynamoDb = chargePoints.target().dynamoDb()) {
      ChargePointTable items = chargePoints.table().in(dynamoDb);
      for (ChargePointId chargePoint : chargePoints.ids()) {
        byte[] password = pepper == null ? null : credentials.passwordBytes();
        items.put(
            chargePoint,
            credentials.profile(),
            hash(password, pepper),
            credentials.certificate().serialNumber());
        if (password != null && credentials.isGenerated()) {
          generated.put(chargePoint, new String(password, US_ASCII));
        }
      }
    }
    return generated;
  }

  private static @Nullable PasswordHash hash(byte @Nullable [] password, @Nullable Pepper pepper) {
    return password == null || pepper == null
        ? null
        : PasswordHash.of(CredentialOptions.checked(password), pepper, new SecureRandom());
  }

  private static String register(Things things, ChargePointId chargePoint) {
    if (!things.create(chargePoint, Map.of())) {
      return "was registered already, with other attributes";
    }
    String thing = chargePoint.thingName();
    return thing.equals(chargePoint.identity()) ? "registered" : "registered as thing " + thing;
  }
}
