package io.ocppgateway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ocppgateway.cli.shell.ChargePointIdConverter;
import io.ocppgateway.cli.shell.CommandFailure;
import io.ocppgateway.cli.shell.Shell;
import io.ocppgateway.cli.shell.Target;
import io.ocppgateway.ocpp.ChargePointId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.iotdataplane.IotDataPlaneClient;
import software.amazon.awssdk.services.iotdataplane.model.ResourceNotFoundException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// `cpo shadow`: what a charge point last told about itself.
@Command(
    name = "shadow",
    description = "Shows a charge point's device shadow: what it last told about itself.",
    mixinStandardHelpOptions = true)
final class ShadowCommand implements Runnable {

  private static final JsonMapper PRETTY =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Shell shell;

  @Mixin private final Target target;

  @Parameters(
      paramLabel = "ID",
      converter = ChargePointIdConverter.class,
      description = "Identity of the charge point.")
  private @Nullable ChargePointId chargePoint;

  ShadowCommand(Shell shell) {
    this.shell = shell;
    target = new Target(shell);
  }

  @Override
  public void run() {
    String thing = Objects.requireNonNull(chargePoint).thingName();
    try (IotDataPlaneClient iot = target.iotData()) {
      String shadow =
          iot.getThingShadow(request -> request.thingName(thing)).payload().asString(UTF_8);
      shell.out().println(PRETTY.writeValueAsString(PRETTY.readTree(shadow)));
    } catch (ResourceNotFoundException e) {
      throw new CommandFailure(
          "%s has no shadow: it gets one when it boots for the first time (registered are those in ./cpo things)"
              .formatted(chargePoint),
          e);
    }
  }
}
