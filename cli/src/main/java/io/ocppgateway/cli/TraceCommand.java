package io.ocppgateway.cli;

import io.ocppgateway.cli.shell.ChargePointIdConverter;
import io.ocppgateway.cli.shell.Shell;
import io.ocppgateway.cli.shell.Target;
import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.ocpp.topic.Topics;
import io.ocppgateway.ocpp.topic.TraceOrder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.iotdataplane.IotDataPlaneClient;

/// `cpo trace`: has the gateway write one charge point's frames into its log, for a while.
///
/// The order is retained at the broker until it is over, so that it reaches whichever gateway holds
/// the charge point's connection, and the next one.
@Command(
    name = "trace",
    description = "Writes one charge point's frames into the gateway's log for a while.",
    footer = {
      "%nExample:",
      "  ./cpo trace CP1 --for 10m",
      "  ./cpo trace CP1 --off",
      "%nFrames can hold identifiers of people. An hour is the most; whoever may publish commands may trace."
    },
    mixinStandardHelpOptions = true)
final class TraceCommand implements Runnable {

  /// So long does it take a connection that was lost to hear that it is over.
  private static final Duration END_LIFETIME = Duration.ofMinutes(1);

  private final Shell shell;
  private final Clock clock;

  @Mixin private final Target target;

  @Parameters(
      index = "0",
      paramLabel = "ID",
      converter = ChargePointIdConverter.class,
      description = "The charge point's identity.")
  private @Nullable ChargePointId id;

  @ArgGroup(multiplicity = "1")
  private @Nullable Choice choice;

  /// How long, or no longer.
  private static final class Choice {

    @Option(
        names = "--for",
        paramLabel = "TIME",
        converter = TimeConverter.class,
        description = "How long, from 10s to 1h.")
    private @Nullable Duration time;

    @Option(names = "--off", description = "Ends it now.")
    private boolean off;
  }

  TraceCommand(Shell shell, Clock clock) {
    this.shell = shell;
    this.clock = clock;
    target = new Target(shell);
  }

  @Override
  public void run() {
    ChargePointId chargePoint = Objects.requireNonNull(id);
    Choice made = Objects.requireNonNull(choice);
    boolean ends = made.off;
    Duration time = Objects.requireNonNullElse(made.time, Duration.ZERO);
    Instant until =
        ends ? Instant.EPOCH : clock.instant().plus(time).truncatedTo(ChronoUnit.SECONDS);
    Duration lifetime = ends ? END_LIFETIME : time;
    try (IotDataPlaneClient iot = target.iotData()) {
      iot.publish(request ->
          request
              .topic(Topics.out(chargePoint))
              .qos(1)
              .retain(true)
              .messageExpiry(lifetime.toSeconds())
              .payload(SdkBytes.fromByteArray(new TraceOrder(until).toJson())));
    }
    shell
        .err()
        .println(
            ends
                ? chargePoint + ": no longer traced"
                : "%s: traced until %s; look for `frame` in the gateway's log"
                    .formatted(chargePoint, until));
  }

  /// Reads `90s`, `10m` or `1h`.
  static final class TimeConverter implements ITypeConverter<Duration> {

    private static final Pattern TIME = Pattern.compile("(\\d{1,5})([smh])");
    private static final Duration LEAST = Duration.ofSeconds(10);

    @Override
    public Duration convert(String text) {
      Matcher parts = TIME.matcher(text);
      Duration time = parts.matches() ? of(parts) : Duration.ZERO;
      if (time.compareTo(LEAST) < 0 || time.compareTo(TraceOrder.MAX) > 0) {
        throw new TypeConversionException(
            "'%s' is no time to trace for; allowed are 10s to 1h, as in 90s or 10m"
                .formatted(text));
      }
      return time;
    }

    private static Duration of(Matcher parts) {
      long number = Long.parseLong(parts.group(1));
      return switch (parts.group(2)) {
        case "s" -> Duration.ofSeconds(number);
        case "m" -> Duration.ofMinutes(number);
        default -> Duration.ofHours(number);
      };
    }
  }
}
