package io.ocppgateway.cli;

import io.ocppgateway.cli.shell.ChargePointIdConverter;
import io.ocppgateway.cli.shell.CommandFailure;
import io.ocppgateway.cli.shell.PasswordOptions;
import io.ocppgateway.cli.shell.Shell;
import io.ocppgateway.cli.shell.UrlConverter;
import io.ocppgateway.cli.terminal.Stopping;
import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.simulator.SimulatedChargePoint;
import io.ocppgateway.simulator.Simulation;
import io.ocppgateway.simulator.behaviour.Hardware;
import io.ocppgateway.simulator.behaviour.Profile;
import io.ocppgateway.simulator.chargepoint.CallCounts;
import io.ocppgateway.simulator.chargepoint.Ending;
import io.ocppgateway.simulator.chargepoint.LinePrinter;
import io.ocppgateway.simulator.options.ChargePointOptions;
import io.ocppgateway.simulator.options.Credentials;
import java.net.URI;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/// `cpo simulate`: a charge point that boots, beats, charges and answers commands until it is
/// ended.
@Command(
    name = "simulate",
    description =
        "Simulates a charge point: it boots, sends heartbeats, charges, answers commands and comes back"
            + " when the connection breaks. At its end, by Ctrl-C too, it says what became of its CALLs."
            + " Ends with 1 if it is rejected or if a CALL was lost: neither answered in 30 s nor ended"
            + " by a close.",
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

  @Option(
      names = "--profile",
      paramLabel = "PROFILE",
      defaultValue = "heartbeat",
      converter = ProfileConverter.class,
      completionCandidates = Profiles.class,
      description =
          "What it does of itself, one of ${COMPLETION-CANDIDATES}: one heartbeat a day; heartbeats as"
              + " told; two charging sessions a day; one session after another. Default: ${DEFAULT-VALUE}.")
  private Profile profile = Profile.HEARTBEAT;

  @Option(names = "--cp-serial", paramLabel = "TEXT", description = "Serial number.")
  private @Nullable String serialNumber;

  @Option(names = "--cp-model", paramLabel = "TEXT", description = "Model.")
  private @Nullable String model;

  @Option(names = "--cp-version", paramLabel = "TEXT", description = "Firmware version.")
  private @Nullable String firmwareVersion;

  @Option(names = "--cp-vendor", paramLabel = "TEXT", description = "Vendor.")
  private @Nullable String vendor;

  @Mixin private final PasswordOptions password;
  @Mixin private final TlsOptions tls = new TlsOptions();

  SimulateCommand(Shell shell) {
    this.shell = shell;
    password = new PasswordOptions(shell);
  }

  @Override
  public Integer call() {
    ChargePointOptions options = options();
    try (Simulation simulation = open()) {
      SimulatedChargePoint running = start(simulation, options);
      try (Stopping.Listening _ = shell.stopping().onStop(running::stop)) {
        Ending ending = running.ended().join();
        CallCounts calls = running.calls().join();
        shell.out().println(options.id() + ": " + summary(calls));
        return exitCode(ending, calls);
      }
    }
  }

  private Simulation open() {
    try {
      return Simulation.open(tls.trust(), new LinePrinter(shell.out()::println));
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), e);
    }
  }

  private static SimulatedChargePoint start(Simulation simulation, ChargePointOptions options) {
    try {
      return simulation.start(options);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), e);
    }
  }

  static int exitCode(Ending ending, CallCounts calls) {
    return ending.failed() || calls.lost() > 0 ? 1 : 0;
  }

  static String summary(CallCounts calls) {
    return "CALLs: %d sent, %d answered, %d failed, %d closed before an answer, %d lost"
        .formatted(calls.sent(), calls.answered(), calls.failed(), calls.cutOff(), calls.lost());
  }

  private ChargePointOptions options() {
    String fault = password.fault() == null ? tls.fault(password.isGiven()) : password.fault();
    if (fault != null) {
      throw new ParameterException(command.commandLine(), fault);
    }
    try {
      return ChargePointOptions.of(url, Objects.requireNonNull(chargePoint), version)
          .withHardware(hardware())
          .withProfile(profile)
          .withCredentials(
              password.isGiven() ? Credentials.password(password.read()) : tls.credentials());
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

  /// The profiles, for the help.
  static final class Profiles implements Iterable<String> {

    @Override
    public Iterator<String> iterator() {
      return Profile.ALL.stream().map(Profile::name).iterator();
    }
  }

  /// Reads a profile by its name.
  static final class ProfileConverter implements ITypeConverter<Profile> {

    @Override
    public Profile convert(String name) {
      return Profile.ofName(name)
          .orElseThrow(() ->
              new TypeConversionException(
                  "'%s' is no profile; allowed are %s"
                      .formatted(name, String.join(", ", new Profiles()))));
    }
  }
}
