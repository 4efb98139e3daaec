package io.ocppgateway.cli;

import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.simulator.Simulation;
import io.ocppgateway.simulator.behaviour.Hardware;
import io.ocppgateway.simulator.chargepoint.ChargePointOptions;
import io.ocppgateway.simulator.chargepoint.LinePrinter;
import java.net.URI;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/// `cpo simulate`: a charge point that boots, beats and answers commands until it is ended.
@Command(
    name = "simulate",
    description =
        "Simulates a charge point: it boots, sends heartbeats, answers commands and comes back when the"
            + " connection breaks. Ends with 1 if it is rejected.",
    mixinStandardHelpOptions = true)
final class SimulateCommand implements Callable<Integer> {

  private final Shell shell;

  @Spec private CommandSpec command = CommandSpec.create();

  @Option(
      names = "--url",
      converter = UrlConverter.class,
      defaultValue = "ws://localhost:8080",
      description = "Where to connect, without the identity. Default: ${DEFAULT-VALUE}.")
  private URI url = URI.create("");

  @Option(
      names = "--cp-id",
      paramLabel = "ID",
      defaultValue = "CP1",
      converter = ChargePointIdConverter.class,
      description = "Identity of the charge point. Default: ${DEFAULT-VALUE}.")
  private @Nullable ChargePointId chargePoint;

  @Option(
      names = "--protocol",
      paramLabel = "SUBPROTOCOL",
      defaultValue = "ocpp2.0.1",
      converter = VersionConverter.class,
      completionCandidates = Subprotocols.class,
      description = "One of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private OcppVersion version = OcppVersion.V2_0_1;

  @Option(names = "--cp-serial", paramLabel = "TEXT", description = "Serial number.")
  private @Nullable String serialNumber;

  @Option(names = "--cp-model", paramLabel = "TEXT", description = "Model.")
  private @Nullable String model;

  @Option(names = "--cp-version", paramLabel = "TEXT", description = "Firmware version.")
  private @Nullable String firmwareVersion;

  @Option(names = "--cp-vendor", paramLabel = "TEXT", description = "Vendor.")
  private @Nullable String vendor;

  SimulateCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    ChargePointOptions options = options();
    try (Simulation simulation = Simulation.open(new LinePrinter(shell.out()::println))) {
      // Ctrl-C closes the connection as a charge point that is switched off in order.
      Runtime.getRuntime().addShutdownHook(new Thread(simulation::close));
      return simulation.start(options).ended().join().failed() ? 1 : 0;
    }
  }

  private ChargePointOptions options() {
    try {
      return ChargePointOptions.of(url, Objects.requireNonNull(chargePoint), version)
          .withHardware(hardware());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private Hardware hardware() {
    Hardware standard = Hardware.standard(version);
    return standard
        .withModel(Objects.requireNonNullElse(model, standard.model()))
        .withVendor(Objects.requireNonNullElse(vendor, standard.vendor()))
        .withSerialNumber(Objects.requireNonNullElse(serialNumber, standard.serialNumber()))
        .withFirmwareVersion(
            Objects.requireNonNullElse(firmwareVersion, standard.firmwareVersion()));
  }

  /// The subprotocols that a charge point can speak, for the help.
  static final class Subprotocols implements Iterable<String> {

    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(OcppVersion.values()).map(OcppVersion::subprotocol).iterator();
    }
  }

  /// Reads a version by its subprotocol.
  static final class VersionConverter implements ITypeConverter<OcppVersion> {

    @Override
    public OcppVersion convert(String subprotocol) {
      Optional<OcppVersion> version = OcppVersion.ofSubprotocol(subprotocol);
      return version.orElseThrow(() ->
          new TypeConversionException(
              "'%s' is not spoken here; allowed are %s"
                  .formatted(subprotocol, String.join(", ", new Subprotocols()))));
    }
  }
}
