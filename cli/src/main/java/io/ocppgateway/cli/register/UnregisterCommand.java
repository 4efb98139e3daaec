package io.ocppgateway.cli.register;

import io.ocppgateway.cli.shell.ChargePointIdConverter;
import io.ocppgateway.cli.shell.Shell;
import io.ocppgateway.cli.shell.Target;
import io.ocppgateway.ocpp.ChargePointId;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.iot.IotClient;
import software.amazon.awssdk.services.iotdataplane.IotDataPlaneClient;

/// `cpo unregister`: the opposite of `cpo register`.
@Command(
    name = "unregister",
    description =
        "Removes charge points from the IoT registry, with their shadows, and from the table of charge"
            + " points, with their passwords and certificates. One that is not registered is no fault.",
    footer = {"%nIdentities in a file, one a line:", "  ./cpo unregister @FILE"},
    mixinStandardHelpOptions = true)
public final class UnregisterCommand implements Runnable {

  private final Shell shell;

  @Mixin private final Target target;
  @Mixin private final ChargePointTable.Choice table = new ChargePointTable.Choice();

  @Parameters(
      paramLabel = "ID",
      arity = "1..*",
      converter = ChargePointIdConverter.class,
      description = "Identities of charge points, as they stand at the end of their URLs.")
  private List<ChargePointId> chargePoints = List.of();

  /// A command that prints to this shell.
  public UnregisterCommand(Shell shell) {
    this.shell = shell;
    target = new Target(shell);
  }

  /// The thing first: while the item is there, the charge point still needs its password.
  @Override
  public void run() {
    try (IotClient registry = target.iot();
        IotDataPlaneClient shadows = target.iotData();
        DynamoDbClient dynamoDb = target.dynamoDb()) {
      Things things = new Things(registry, shadows);
      ChargePointTable items = table.in(dynamoDb);
      for (ChargePointId chargePoint : chargePoints) {
        things.delete(chargePoint);
        items.delete(chargePoint);
        shell.out().println(chargePoint + ": unregistered");
      }
    }
  }
}
