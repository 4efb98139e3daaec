package io.ocppgateway.cli;

import io.ocppgateway.ocpp.ChargePointId;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.iot.IotClient;
import software.amazon.awssdk.services.iot.model.ResourceAlreadyExistsException;

/// `cpo register`: makes charge points known, as things of the IoT registry.
@Command(
    name = "register",
    description =
        "Registers charge points as IoT things. The gateway turns away those that are not registered.",
    mixinStandardHelpOptions = true)
final class RegisterCommand implements Runnable {

  private final Shell shell;

  @Mixin private final Target target;

  @Parameters(
      paramLabel = "ID",
      arity = "1..*",
      converter = ChargePointIdConverter.class,
      description = "Identities of charge points, as they stand at the end of their URLs.")
  private List<ChargePointId> chargePoints = List.of();

  RegisterCommand(Shell shell) {
    this.shell = shell;
    target = new Target(shell);
  }

  @Override
  public void run() {
    try (IotClient iot = target.iot()) {
      for (ChargePointId chargePoint : chargePoints) {
        shell.out().println(chargePoint + ": " + register(iot, chargePoint));
      }
    }
  }

  private static String register(IotClient iot, ChargePointId chargePoint) {
    String thing = chargePoint.thingName();
    try {
      iot.createThing(request -> request.thingName(thing));
      return thing.equals(chargePoint.identity()) ? "registered" : "registered as thing " + thing;
    } catch (ResourceAlreadyExistsException e) {
      return "was registered already, with other attributes";
    }
  }
}
