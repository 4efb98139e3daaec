package io.ocppgateway.bench.speed;

import io.ocppgateway.bench.candidate.Candidate;
import io.ocppgateway.bench.candidate.Kind;
import io.ocppgateway.bench.figures.Goal;
import io.ocppgateway.bench.figures.MarkdownTable;
import io.ocppgateway.bench.load.Fleet;
import io.ocppgateway.bench.machine.PinnedProcess;
import io.ocppgateway.bench.machine.Proc;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Measures what a charge point that does nothing keeps in memory: a process with thousands of
/// them, minus the same process with none.
final class Idle {

  private static final double KIBIBYTE = 1024;
  private static final Duration SETTLE = Duration.ofSeconds(35);

  private static final double HEAP = 4;
  private static final double HEAP_TLS = 6;
  private static final double RESIDENT = 10;
  private static final double RESIDENT_TLS = 15;

  private final Rig rig;
  private final Extent extent;

  Idle(Rig rig, Extent extent) {
    this.rig = rig;
    this.extent = extent;
  }

  /// @param heap live bytes, 0 for a process without a collected heap
  /// @param resident bytes
  private record Memory(long heap, long resident) {

    Memory perChargePoint(Memory empty, int count) {
      return new Memory((heap - empty.heap) / count, (resident - empty.resident) / count);
    }

    double heapKibibytes() {
      return heap / KIBIBYTE;
    }

    double residentKibibytes() {
      return resident / KIBIBYTE;
    }
  }

  String measure() {
    Map<Kind, Memory> each = new EnumMap<>(Kind.class);
    for (Kind kind : extent.kinds()) {
      each.put(kind, measure(kind));
    }
    MarkdownTable table =
        new MarkdownTable(
            "candidate", "live heap per charge point, KiB", "RSS per charge point, KiB");
    each.forEach((kind, memory) ->
        table.add(
            kind.title(),
            kind.isGateway() ? text(memory.heapKibibytes()) : "",
            text(memory.residentKibibytes())));
    return table + "\n" + goals(each);
  }

  private Memory measure(Kind kind) {
    try (Candidate candidate = rig.start(kind)) {
      Memory empty = memoryOf(candidate);
      try (Fleet fleet = rig.connect(candidate, extent.idleConnections())) {
        Memory full = memoryOf(candidate);
        // Whoever has lost its connection meanwhile would not be in it.
        fleet.takeLatencies();
        return full.perChargePoint(empty, extent.idleConnections());
      }
    }
  }

  /// What is resident is looked at before the heap is collected for the sake of looking at it.
  private static Memory memoryOf(Candidate candidate) {
    Rig.pause(SETTLE);
    long resident = Proc.residentBytes(candidate.pid());
    return new Memory(candidate.kind().isGateway() ? liveHeap(candidate.pid()) : 0, resident);
  }

  private static long liveHeap(long pid) {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    return HeapHistogram.liveBytes(
        PinnedProcess.run(List.of(jcmd, String.valueOf(pid), "GC.class_histogram"), Path.of(".")));
  }

  private static MarkdownTable goals(Map<Kind, Memory> each) {
    List<Goal> goals = new ArrayList<>();
    each.forEach((kind, memory) -> {
      if (kind.isGateway()) {
        boolean tls = kind == Kind.GATEWAY_TLS;
        goals.add(
            Goal.atMost(
                kind.title() + ": live heap per charge point, KiB",
                tls ? HEAP_TLS : HEAP,
                memory.heapKibibytes()));
        goals.add(
            Goal.atMost(
                kind.title() + ": RSS per charge point, KiB",
                tls ? RESIDENT_TLS : RESIDENT,
                memory.residentKibibytes()));
      }
    });
    return Goal.table(goals);
  }

  private static String text(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
