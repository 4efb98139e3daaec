package io.ocppgateway.bench.task;

import io.ocppgateway.bench.candidate.Candidate;
import io.ocppgateway.bench.candidate.Kind;
import io.ocppgateway.bench.figures.MarkdownTable;
import io.ocppgateway.bench.load.Fleet;
import io.ocppgateway.bench.machine.CpuReading;
import io.ocppgateway.bench.machine.CpuUse;
import io.ocppgateway.bench.machine.Proc;
import io.ocppgateway.bench.speed.Rig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// Puts charge points on one gateway in a task, in two halves, and watches the task in each phase.
///
/// @param half charge points in each half
/// @param atOnce how many may be about to connect
/// @param rate CALLs a second of each half
/// @param watch how long a phase lasts in which nobody connects
record TaskLoad(TaskSize size, Kind kind, int half, int atOnce, int rate, Duration watch) {

  private static final Path CONTROL_GROUPS = Path.of("/sys/fs/cgroup");
  private static final int ATTEMPTS = 30;
  private static final double MIB = 1 << 20;
  private static final double P50 = 50;
  private static final double P99 = 99;

  String measure(Path root, String path) {
    MarkdownTable table =
        new MarkdownTable(
            "phase",
            "s",
            "CPU of the task",
            "periods short of CPU",
            "CPU a connection or CALL, ms",
            "p50, ms",
            "p99, ms",
            "RSS, MiB");
    try (Rig rig = Rig.prepare(root, path);
        Confinement task = Confinement.create(CONTROL_GROUPS, size);
        Candidate gateway = rig.candidates().launchConfined(kind, task::confined)) {
      Watch watched = new Watch(task, gateway, table);
      watched.start("start", 1);
      gateway.awaitListening();
      watched.end(null);
      watched.start("until the first charge point is let in", 1);
      awaitFirst(rig, gateway);
      watched.end(null);
      try (Fleet first = new Fleet(rig.load(), "A", gateway.port());
          Fleet second = new Fleet(rig.load(), "B", gateway.port())) {
        watched.start("the first half connects", half);
        Rig.await(first.connect(half, atOnce));
        watched.end(null);
        watched.start("idle", 0);
        Rig.pause(watch);
        watched.end(null);
        watched.calls("it calls", first, 1);
        watched.start("the second half connects, the first calls", half);
        first.pace(rate);
        Rig.await(second.connect(half, atOnce));
        watched.end(first.takeLatencies());
        Rig.await(first.rest());
        first.takeLatencies();
        second.pace(rate);
        watched.calls("both call", first, 2);
        Rig.await(second.rest());
        second.takeLatencies();
      }
      return table + String.format(Locale.ROOT, "%nat most %.0f MiB%n", task.peakBytes() / MIB);
    }
  }

  /// The first look-up of all loads what it takes, and may be given up.
  private static void awaitFirst(Rig rig, Candidate gateway) {
    for (int attempt = 1; ; attempt++) {
      try (Fleet one = new Fleet(rig.load(), "FIRST", gateway.port())) {
        Rig.await(one.connect(1, 1));
        return;
      } catch (IllegalStateException refused) {
        if (attempt == ATTEMPTS) {
          throw refused;
        }
        Rig.pause(Duration.ofSeconds(1));
      }
    }
  }

  /// Looks at a task at the begin and the end of a phase.
  private final class Watch {

    private final Confinement task;
    private final Candidate gateway;
    private final MarkdownTable table;
    private String phase = "";
    private int things;
    private CpuReading cpu;
    private Confinement.Throttling throttling;

    Watch(Confinement task, Candidate gateway, MarkdownTable table) {
      this.task = task;
      this.gateway = gateway;
      this.table = table;
      cpu = CpuReading.now(gateway.pid());
      throttling = task.throttling();
    }

    void start(String name, int number) {
      phase = name;
      things = number;
      cpu = CpuReading.now(gateway.pid());
      throttling = task.throttling();
    }

    /// @param halves how many call, this one included
    void calls(String name, Fleet fleet, int halves) {
      start(name, Math.toIntExact(watch.toSeconds() * halves * rate));
      fleet.pace(rate);
      Rig.pause(watch);
      Rig.await(fleet.rest());
      end(fleet.takeLatencies());
    }

    void end(@Nullable Histogram latencies) {
      CpuUse use = CpuReading.now(gateway.pid()).since(cpu);
      table.add(
          phase,
          text("%.1f", use.elapsed().toMillis() / 1e3),
          text("%.0f %%", 100 * use.candidateShare() * 1024 / size.cpu()),
          text("%.0f %%", 100 * task.throttling().since(throttling).share()),
          things == 0 ? "" : text("%.2f", use.microsPer(things) / 1e3),
          latencies == null ? "" : millis(latencies, P50),
          latencies == null ? "" : millis(latencies, P99),
          text("%.0f", Proc.residentBytes(gateway.pid()) / MIB));
      System.out.println(phase);
    }

    private static String millis(Histogram latencies, double percentile) {
      return text("%.1f", latencies.getValueAtPercentile(percentile) / 1e6);
    }

    private static String text(String format, double value) {
      return String.format(Locale.ROOT, format, value);
    }
  }
}
