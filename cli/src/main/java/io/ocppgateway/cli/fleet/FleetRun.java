package io.ocppgateway.cli.fleet;

import io.ocppgateway.cli.fleet.report.Figures;
import io.ocppgateway.cli.fleet.report.ReportFile;
import io.ocppgateway.cli.fleet.report.TextReport;
import io.ocppgateway.cli.fleet.report.Verdict;
import io.ocppgateway.cli.terminal.Terminal;
import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.simulator.fleet.FleetReport;
import io.ocppgateway.simulator.fleet.RunningFleet;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/// One run of a fleet, from the registration of its charge points to the removal of their things.
/// Runs once, on one thread; [#stop] is safe for use by any.
public final class FleetRun {

  /// More are written to a file than to the terminal.
  private static final int MAX_NAMED = 20;

  /// Where a run says what happens.
  ///
  /// @param out the report
  /// @param err progress and hints
  /// @param ansi whether colours are wanted
  /// @param terminal behind `err`
  public record Voice(PrintWriter out, PrintWriter err, Ansi ansi, Terminal terminal) {}

  private final FleetPlan plan;
  private final Supplier<RunningFleet> starter;
  private final @Nullable Registration registration;
  private final Voice voice;
  private final FleetWatch watch;
  private boolean stopped;
  private @Nullable RunningFleet fleet;

  /// @param starter starts the fleet of the plan
  /// @param registration of the charge points, null if they are registered already
  public FleetRun(
      FleetPlan plan,
      Supplier<RunningFleet> starter,
      @Nullable Registration registration,
      Voice voice) {
    this.plan = plan;
    this.starter = starter;
    this.registration = registration;
    this.voice = voice;
    this.watch = new FleetWatch(voice.terminal(), voice.err());
  }

  /// Runs to the end.
  ///
  /// @return the exit code: 0, or 1 if something was lost, nothing was ever answered, or something
  ///   could not be written or removed
  public int run() {
    boolean clean;
    int exitCode;
    try {
      exitCode = registered();
    } finally {
      clean = unregistered();
    }
    return clean ? exitCode : 1;
  }

  /// The fleet comes to its end in order, and the run with it.
  public synchronized void stop() {
    stopped = true;
    watch.say(
        "\nstopping: calls in flight are given their time; Ctrl-C again ends at once"
            + (registration == null ? "" : " and leaves the things registered"));
    if (registration != null) {
      registration.stop();
    }
    if (fleet != null) {
      var _ = fleet.stop();
    }
  }

  private int registered() {
    if (registration != null) {
      List<ChargePointId> chargePoints = plan.options().ids().toList();
      voice
          .err()
          .printf(
              "registering %s charge points as things with the attribute %s=%s%n",
              Figures.count(chargePoints.size()), Registration.ATTRIBUTE, registration.mark());
      int made = registration.make(chargePoints);
      if (made < chargePoints.size()) {
        voice
            .err()
            .printf(
                "registered %s; the others were registered before, and stay%n",
                Figures.count(made));
      }
    }
    RunningFleet running = start();
    if (running == null) {
      voice.err().println("stopped before the first charge point connected");
      return 1;
    }
    FleetReport report = watch.watch(running, new FleetView(plan.options(), voice.ansi()));
    TextReport.lines(report).forEach(voice.out()::println);
    return written(report) ? Verdict.on(report).exitCode() : 1;
  }

  private synchronized @Nullable RunningFleet start() {
    if (!stopped) {
      fleet = starter.get();
    }
    return fleet;
  }

  private boolean written(FleetReport report) {
    boolean all = true;
    for (ReportFile file : plan.reports()) {
      try {
        file.write(report);
        voice.err().println("report written to " + file.path());
      } catch (IOException e) {
        all = false;
        voice.err().printf("the report could not be written to %s: %s%n", file.path(), e);
      }
    }
    return all;
  }

  /// Whether no thing is left that was made for this run.
  private boolean unregistered() {
    if (registration == null) {
      return true;
    }
    List<ChargePointId> left = registration.remove();
    if (left.isEmpty()) {
      voice.err().println("the things that were registered are removed");
      return true;
    }
    voice
        .err()
        .printf(
            "%s things could not be removed. Remove them with%n  ./cpo unregister %s%n",
            Figures.count(left.size()), named(left));
    return false;
  }

  /// Identities for a command line.
  private static String named(List<ChargePointId> chargePoints) {
    if (chargePoints.size() > MAX_NAMED) {
      try {
        Path file = Files.createTempFile("fleet-left-", ".txt");
        Files.write(file, chargePoints.stream().map(FleetRun::quoted).toList());
        return "@" + file;
      } catch (IOException e) {
        // Then all stand in the terminal.
      }
    }
    return chargePoints.stream().map(FleetRun::quoted).collect(Collectors.joining(" "));
  }

  private static String quoted(ChargePointId chargePoint) {
    String identity = chargePoint.identity();
    return identity.matches("[\\w.*-]+") ? identity : "'" + identity.replace("'", "'\\''") + "'";
  }
}
