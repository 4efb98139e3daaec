package io.ocppgateway.bench.speed;

import io.ocppgateway.bench.candidate.Candidate;
import io.ocppgateway.bench.candidate.Kind;
import io.ocppgateway.bench.figures.Goal;
import io.ocppgateway.bench.figures.MarkdownTable;
import io.ocppgateway.bench.figures.Medians;
import io.ocppgateway.bench.load.Fleet;
import io.ocppgateway.bench.load.TlsHandshakes;
import io.ocppgateway.bench.machine.CpuReading;
import io.ocppgateway.bench.machine.CpuUse;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Measures what it takes until a charge point's first CALL is answered: TCP, upgrade, registration
/// (remembered from the round before), link to the broker (TLS resumed), subscription.
final class SetUp {

  private static final int WARM_UPS = 3;
  private static final TlsHandshakes NONE = new TlsHandshakes(0, 0);
  private static final double TLS_PER_CORE_SECOND = 400;

  private final Rig rig;
  private final Extent extent;

  SetUp(Rig rig, Extent extent) {
    this.rig = rig;
    this.extent = extent;
  }

  String measure() {
    List<Candidate> candidates = new ArrayList<>();
    Map<Kind, List<CpuUse>> uses = new EnumMap<>(Kind.class);
    Map<Kind, TlsHandshakes> handshakes = new EnumMap<>(Kind.class);
    try {
      for (Kind kind : extent.kinds()) {
        candidates.add(rig.start(kind));
      }
      for (int round = 0; round < WARM_UPS + extent.rounds(); round++) {
        for (Candidate candidate : candidates) {
          CpuUse use = connectAll(candidate);
          TlsHandshakes made = rig.load().takeHandshakes();
          if (round >= WARM_UPS) {
            handshakes.merge(candidate.kind(), made, TlsHandshakes::plus);
            uses.computeIfAbsent(candidate.kind(), _ -> new ArrayList<>()).add(use);
          }
        }
      }
    } finally {
      candidates.forEach(Candidate::close);
    }
    MarkdownTable table =
        new MarkdownTable(
            "candidate", "connections per core-second", "TLS resumed", "disturbed samples");
    uses.forEach((kind, own) ->
        table.add(
            kind.title(),
            String.format(Locale.ROOT, "%,.0f", perCoreSecond(own)),
            resumed(handshakes.getOrDefault(kind, NONE)),
            "%d of %d"
                .formatted(own.stream().filter(u -> !u.isUndisturbed()).count(), own.size())));
    List<Goal> goals = new ArrayList<>();
    List<CpuUse> tls = uses.get(Kind.GATEWAY_TLS);
    if (tls != null) {
      goals.add(
          Goal.atLeast(
              Kind.GATEWAY_TLS.title() + ": connections per core-second, resumed",
              TLS_PER_CORE_SECOND,
              perCoreSecond(tls)));
    }
    return table + "\n" + Goal.table(goals);
  }

  private static String resumed(TlsHandshakes handshakes) {
    return handshakes.count() == 0
        ? ""
        : String.format(Locale.ROOT, "%,d of %,d", handshakes.resumed(), handshakes.count());
  }

  private CpuUse connectAll(Candidate candidate) {
    CpuReading before = CpuReading.now(candidate.pid());
    CpuUse use;
    try (Fleet _ = rig.connect(candidate, extent.setUps())) {
      use = CpuReading.now(candidate.pid()).since(before);
    }
    rig.load().awaitNoBrokerConnections();
    return use;
  }

  private double perCoreSecond(List<CpuUse> uses) {
    return Medians.of(
        uses.stream().mapToDouble(use -> 1e6 / use.microsPer(extent.setUps())).toArray());
  }
}
