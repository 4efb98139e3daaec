package io.ocppgateway.bench.speed;

import io.ocppgateway.bench.candidate.Kind;
import io.ocppgateway.bench.machine.Proc;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `./cpo bench`: measures, and prints tables with what was to be reached.
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measures what the gateway costs: beside a relay in C that does as little as can be done, and beside HAProxy, "
          + "in turns, on one core; the load has another. Anything else that runs meanwhile spoils it: samples with "
          + "foreign load are counted and, if they are the fewer, left out."
    })
public final class SpeedBench implements Callable<Integer> {

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "SECTION",
      description = "What to measure: ${COMPLETION-CANDIDATES}. All, if not given.")
  private Set<Section> sections = EnumSet.allOf(Section.class);

  @Option(
      names = "--candidates",
      split = ",",
      paramLabel = "CANDIDATE",
      description = "Who is measured: ${COMPLETION-CANDIDATES}. All, if not given.")
  private Set<Kind> kinds = EnumSet.allOf(Kind.class);

  @Option(names = "--rounds", description = "Turns of each candidate. Default: ${DEFAULT-VALUE}.")
  private int rounds = 5;

  @Option(names = "--seconds", description = "Length of a turn. Default: ${DEFAULT-VALUE}.")
  private int seconds = 4;

  @Option(
      names = "--warm-up",
      description = "Seconds under load before. Default: ${DEFAULT-VALUE}.")
  private int warmUp = 12;

  @Option(
      names = "--connections",
      description = "Charge points under load, for each candidate. Default: ${DEFAULT-VALUE}.")
  private int connections = 1_000;

  @Option(
      names = "--rate",
      description = "Round trips a second when paced. Default: ${DEFAULT-VALUE}.")
  private int rate = 4_000;

  @Option(names = "--idle", description = "Idle charge points. Default: ${DEFAULT-VALUE}.")
  private int idle = 9_900;

  @Option(names = "--set-ups", description = "Connections in a turn. Default: ${DEFAULT-VALUE}.")
  private int setUps = 2_000;

  /// Measures.
  ///
  /// @param arguments see `--help`
  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new SpeedBench())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler((fault, commandLine, _) -> {
              if (fault instanceof IllegalStateException) {
                commandLine.getErr().println(fault.getMessage());
                return CommandLine.ExitCode.SOFTWARE;
              }
              throw fault;
            })
            .execute(arguments));
  }

  @Override
  public Integer call() {
    Extent extent =
        new Extent(
            List.copyOf(kinds),
            rounds,
            Duration.ofSeconds(seconds),
            Duration.ofSeconds(warmUp),
            connections,
            rate,
            idle,
            setUps);
    try (Rig rig = Rig.prepare(Path.of("").toAbsolutePath(), System.getenv("PATH"))) {
      System.out.printf("%s, %s, Java %s%n", Proc.cpuModel(), kernel(), Runtime.version());
      for (Section section : sections) {
        System.out.printf("%n## %s%n%n", section.name().toLowerCase(Locale.ROOT));
        System.out.println(measure(section, rig, extent));
      }
    }
    return CommandLine.ExitCode.OK;
  }

  private static String measure(Section section, Rig rig, Extent extent) {
    return switch (section) {
      case SATURATED -> new Trips(rig, extent).saturated();
      case PACED -> new Trips(rig, extent).paced();
      case IDLE -> new Idle(rig, extent).measure();
      case SETUP -> new SetUp(rig, extent).measure();
      case START -> new Start(rig, extent).measure();
      case METRICS -> new MetricsCost(extent).measure();
    };
  }

  private static String kernel() {
    return System.getProperty("os.name") + " " + System.getProperty("os.version");
  }
}
