package io.ocppgateway.simulator.fault;

import io.ocppgateway.simulator.chargepoint.Line;
import io.ocppgateway.simulator.options.ChargePointOptions;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// The faults of one charge point: mostly none or one. Several take hold in the order of
/// [Fault#all], however they were named.
public final class Faults {

  /// No fault.
  public static final Faults NONE = new Faults(List.of());

  private static final String SEPARATOR = "+";

  private final List<Fault> faults;

  Faults(List<Fault> faults) {
    this.faults = List.copyOf(faults);
  }

  /// The faults with these names, joined by `+`: `no-pong` or `no-pong+late-answers`.
  ///
  /// @throws IllegalArgumentException if a name is no fault's, or stands there twice
  public static Faults named(String names) {
    List<String> wanted =
        Arrays.stream(names.split("\\" + SEPARATOR, -1))
            .map(Fault::named)
            .map(Fault::name)
            .toList();
    if (wanted.stream().distinct().count() < wanted.size()) {
      throw new IllegalArgumentException(
          "'%s' names a fault twice; name each once".formatted(names));
    }
    return new Faults(Fault.all().stream().filter(fault -> wanted.contains(fault.name())).toList());
  }

  /// The options of a charge point that has these faults.
  public ChargePointOptions options(ChargePointOptions options, RandomGenerator random) {
    ChargePointOptions faulty = options;
    for (Fault fault : faults) {
      faulty = fault.options(faulty, random);
    }
    return faulty;
  }

  /// The line of a charge point that has these faults.
  public Line line(Wiring wiring) {
    Line line = wiring.socket();
    for (Fault fault : faults) {
      line = fault.line(line, wiring);
    }
    return line;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Faults faulty && faulty.faults.equals(faults);
  }

  @Override
  public int hashCode() {
    return faults.hashCode();
  }

  /// The names, joined by `+`; empty without a fault.
  @Override
  public String toString() {
    return String.join(SEPARATOR, faults.stream().map(Fault::name).toList());
  }
}
