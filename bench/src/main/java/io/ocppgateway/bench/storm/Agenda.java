package io.ocppgateway.bench.storm;

import java.util.Arrays;
import java.util.function.IntConsumer;

/// When each charge point acts next. Each has one entry at most, so that a million of them are two
/// arrays: the first charge point of each tick, and whoever follows it there.
final class Agenda {

  private static final int NOBODY = -1;

  private final int[] firstOfTick;
  private final int[] following;
  private int entries;

  Agenda(int chargePoints, int ticks) {
    firstOfTick = new int[ticks];
    following = new int[chargePoints];
    Arrays.fill(firstOfTick, NOBODY);
  }

  boolean isEmpty() {
    return entries == 0;
  }

  /// Enters a charge point that has no entry.
  ///
  /// @throws IllegalStateException if the tick is beyond the end: the storm does not calm down
  void enter(int chargePoint, int tick) {
    if (tick >= firstOfTick.length) {
      throw new IllegalStateException(
          "the storm is not over after %d ticks".formatted(firstOfTick.length));
    }
    following[chargePoint] = firstOfTick[tick];
    firstOfTick[tick] = chargePoint;
    entries++;
  }

  /// Takes out those of a tick, which may enter themselves for later ones meanwhile.
  void takeAll(int tick, IntConsumer act) {
    int chargePoint = firstOfTick[tick];
    firstOfTick[tick] = NOBODY;
    while (chargePoint != NOBODY) {
      int next = following[chargePoint];
      entries--;
      act.accept(chargePoint);
      chargePoint = next;
    }
  }
}
