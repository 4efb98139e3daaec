package io.ocppgateway.cli.fleet;

import io.ocppgateway.cli.fleet.report.ReportFile;
import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.simulator.behaviour.Profile;
import io.ocppgateway.simulator.fault.Fault;
import io.ocppgateway.simulator.fleet.FaultShare;
import io.ocppgateway.simulator.fleet.FleetOptions;
import io.ocppgateway.simulator.options.ChargePointOptions;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that say which fleet is wanted, as typed. They are read here and not by the command
/// line's own converters, so that all faults are told at once.
public final class FleetArguments {

  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "ws://localhost:8080",
      description = "Where charge points connect, without the identity. Default: ${DEFAULT-VALUE}.")
  private String url = "";

  @Option(
      names = "--size",
      paramLabel = "N",
      required = true,
      description = "How many charge points.")
  private String size = "";

  @Option(
      names = "--ramp",
      paramLabel = "RATE",
      defaultValue = "200/s",
      description =
          "How many connect per second, or per minute, until all have: 200/s, 30/m. Default:"
              + " ${DEFAULT-VALUE}.")
  private String ramp = "";

  @Option(
      names = "--for",
      paramLabel = "TIME",
      description = "How long, from the first connect on: 90s, 10m, 1h30m. Default: until Ctrl-C.")
  private @Nullable String time;

  @Option(
      names = "--profile",
      paramLabel = "PROFILE",
      defaultValue = "heartbeat",
      description = {
        "What charge points do. Default: ${DEFAULT-VALUE}.",
        "  idle       they boot, and keep silent",
        "  heartbeat  they beat as the central system wants",
        "  daily      also a few charging sessions a day",
        "  busy       also one charging session after the other"
      })
  private String profile = "";

  @Option(
      names = "--protocol",
      paramLabel = "SUBPROTOCOL",
      split = ",",
      defaultValue = "ocpp2.0.1",
      description =
          "ocpp1.6, ocpp2.0.1 or ocpp2.1; several, with commas between them, take turns. Default:"
              + " ${DEFAULT-VALUE}.")
  private List<String> protocols = List.of();

  @Option(
      names = "--id-prefix",
      paramLabel = "TEXT",
      defaultValue = "CP",
      description =
          "What identities begin with; a number follows, as in CP0001. Default: ${DEFAULT-VALUE}.")
  private String idPrefix = "";

  @Option(
      names = "--fault",
      paramLabel = "NAME=PERCENT",
      completionCandidates = FaultNames.class,
      description =
          "Gives a part of the charge points a fault: ${COMPLETION-CANDIDATES}. docs/load-testing.md"
              + " tells what each does. Repeatable.")
  private List<String> faults = List.of();

  @Option(
      names = "--source-address",
      paramLabel = "IP",
      split = ",",
      description =
          "Local addresses to connect from, in turn: one has ports for some 28,000 connections. For"
              + " a fleet on this machine 127.0.0.2,127.0.0.3 and so on. Default: the system"
              + " chooses.")
  private List<String> sourceAddresses = List.of();

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Writes the report to FILE.json or to FILE.html, with charts. Repeatable.")
  private List<String> reports = List.of();

  @Option(
      names = "--heartbeat-interval",
      paramLabel = "TIME",
      defaultValue = "300s",
      description =
          "What the price is estimated with; charge points beat as the central system wants."
              + " Default: ${DEFAULT-VALUE}.")
  private String heartbeatInterval = "";

  /// What was asked for.
  ///
  /// @throws MistypedException if something of it cannot be understood
  public FleetPlan plan() {
    Reading reading = new Reading();
    URI where = reading.one("--url", url, FleetArguments::readUrl);
    Integer count = reading.one("--size", size, FleetArguments::readSize);
    Double perSecond = reading.one("--ramp", ramp, Quantities::perSecond);
    Duration duration =
        time == null
            ? FleetOptions.UNTIL_STOPPED
            : reading.one("--for", time, Quantities::duration);
    Profile habits = reading.one("--profile", profile, FleetArguments::readProfile);
    List<OcppVersion> versions = reading.each("--protocol", protocols, FleetArguments::readVersion);
    String prefix = reading.one("--id-prefix", idPrefix, FleetArguments::readPrefix);
    List<FaultShare> shares = reading.each("--fault", faults, FleetArguments::readFault);
    List<InetAddress> addresses =
        reading.each("--source-address", sourceAddresses, FleetArguments::readAddress);
    List<ReportFile> files = reading.each("--report", reports, ReportFile::of);
    Duration interval =
        reading.one("--heartbeat-interval", heartbeatInterval, Quantities::duration);
    reading.requireFaultless();
    return reading.whole(() ->
        new FleetPlan(
            FleetOptions.of(Objects.requireNonNull(where), Objects.requireNonNull(count))
                .withConnectsPerSecond(Objects.requireNonNull(perSecond))
                .withDuration(Objects.requireNonNull(duration))
                .withProfile(Objects.requireNonNull(habits))
                .withVersions(versions)
                .withIdPrefix(Objects.requireNonNull(prefix))
                .withFaults(shares)
                .withSourceAddresses(addresses),
            Objects.requireNonNull(interval),
            files));
  }

  private static URI readUrl(String text) {
    URI uri = URI.create(text);
    ChargePointOptions.of(uri, new ChargePointId("CP1"), OcppVersion.V2_0_1);
    return uri;
  }

  private static int readSize(String text) {
    int number = text.matches("\\d{1,7}") ? Integer.parseInt(text) : 0;
    if (number < 1 || number > FleetOptions.MAX_SIZE) {
      throw new IllegalArgumentException(
          "'%s' is no number of charge points; allowed are 1 to %d"
              .formatted(text, FleetOptions.MAX_SIZE));
    }
    return number;
  }

  private static Profile readProfile(String text) {
    return Profile.ofName(text)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "'%s' is no profile; allowed are %s"
                    .formatted(
                        text,
                        Profile.ALL.stream()
                            .map(Profile::name)
                            .collect(Collectors.joining(", ")))));
  }

  private static OcppVersion readVersion(String text) {
    return OcppVersion.ofSubprotocol(text)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "'%s' is not spoken here; allowed are %s"
                    .formatted(
                        text,
                        Arrays.stream(OcppVersion.values())
                            .map(OcppVersion::subprotocol)
                            .collect(Collectors.joining(", ")))));
  }

  private static String readPrefix(String text) {
    if (ChargePointId.ofIdentity(text + FleetOptions.MAX_SIZE).isEmpty()) {
      throw new IllegalArgumentException(
          "'%s' is too long to begin an identity: with its number it has at most %d bytes, where each byte outside a-z A-Z 0-9 _ - counts three times"
              .formatted(text, ChargePointId.MAX_THING_NAME_LENGTH));
    }
    return text;
  }

  private static FaultShare readFault(String text) {
    int equals = text.indexOf('=');
    String percent = text.substring(equals + 1);
    if (equals < 1 || !percent.matches("\\d+(\\.\\d+)?%?")) {
      throw new IllegalArgumentException(
          "'%s' is not NAME=PERCENT, as in half-open=5".formatted(text));
    }
    return new FaultShare(text.substring(0, equals), Double.parseDouble(percent.replace("%", "")));
  }

  private static InetAddress readAddress(String text) {
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'%s' is no IP address; allowed are addresses of this machine, as 127.0.0.2"
              .formatted(text),
          e);
    }
  }

  /// Reads values and keeps what is wrong with them.
  private static final class Reading {

    private final List<String> wrong = new ArrayList<>();

    /// The value, null if it cannot be understood.
    <T> @Nullable T one(String option, String text, Function<String, T> reader) {
      try {
        return reader.apply(text);
      } catch (IllegalArgumentException e) {
        wrong.add(option + ": " + e.getMessage());
        return null;
      }
    }

    <T> List<T> each(String option, List<String> texts, Function<String, T> reader) {
      List<T> values = new ArrayList<>();
      for (String text : texts) {
        T value = one(option, text, reader);
        if (value != null) {
          values.add(value);
        }
      }
      return values;
    }

    void requireFaultless() {
      if (!wrong.isEmpty()) {
        throw new MistypedException(wrong);
      }
    }

    /// What several values together allow.
    FleetPlan whole(Supplier<FleetPlan> plan) {
      try {
        return plan.get();
      } catch (IllegalArgumentException e) {
        throw new MistypedException(List.of(String.valueOf(e.getMessage())));
      }
    }
  }

  /// The faults that a charge point can have, for the help.
  static final class FaultNames implements Iterable<String> {

    @Override
    public Iterator<String> iterator() {
      return Fault.all().stream().map(Fault::name).iterator();
    }
  }
}
