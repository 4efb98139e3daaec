package io.ocppgateway.cli;

import io.ocppgateway.cli.fleet.Things;
import io.ocppgateway.ocpp.ChargePointId;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.iot.IotClient;
import software.amazon.awssdk.services.iotdataplane.IotDataPlaneClient;

/// `cpo unregister`: the opposite of `cpo register`.
@Command(
    name = "unregister",
    description =
        "Removes charge points from the IoT registry, with their shadows. One that is not registered is"
            + " no fault.",
    footer = {"%nIdentities in a file, one a line:", "  ./cpo unregister @FILE"},
    mixinStandardHelpOptions = true)
final class UnregisterCommand implements Runnable {

  private final Shell shell;

  @Mixin private final Target target;

  @Parameters(
      paramLabel = "ID",
      arity = "1..*",
      converter = ChargePointIdConverter.class,
      description = "Identities of charge points, as they stand at the end of their URLs.")
  private List<ChargePointId> chargePoints = List.of();

  UnregisterCommand(Shell shell) {
    this.shell = shell;
    target = new Target(shell);
  }

  @Override
  public void run() {
    try (IotClient registry = target.iot();
        IotDataPlaneClient shadows = target.iotData()) {
      Things things = new Things(registry, shadows);
      for (ChargePointId chargePoint : chargePoints) {
        things.delete(chargePoint);
        shell.out().println(chargePoint + ": unregistered");
      }
    }
  }
}
