package io.ocppgateway.cli.register;

import io.ocppgateway.cli.shell.Shell;
import io.ocppgateway.ocpp.ChargePointId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

  @Mixin private final ChargePoints chargePoints;

  /// A command that prints to this shell.
  public UnregisterCommand(Shell shell) {
    this.shell = shell;
    chargePoints = new ChargePoints(shell);
  }

  /// The thing first: while the item is there, the charge point still needs its password.
  @Override
  public void run() {
    try (IotClient registry = chargePoints.target().iot();
        IotDataPlaneClient shadows = chargePoints.target().iotData();
        DynamoDbClient dynamoDb = chargePoints.target().dynamoDb()) {
      Things things = new Things(registry, shadows);
      ChargePointTable items = chargePoints.table().in(dynamoDb);
      for (ChargePointId chargePoint : chargePoints.ids()) {
        things.delete(chargePoint);
        items.delete(chargePoint);
        shell.out().println(chargePoint + ": unregistered");
      }
    }
  }
}
