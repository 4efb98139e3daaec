package io.ocppgateway.simulator.fault;

import io.ocppgateway.simulator.chargepoint.Line;
import io.ocppgateway.simulator.options.ChargePointOptions;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// One way in which charge points depart from the specification. Its instances hold no state; what
/// they give to a charge point may.
public sealed interface Fault
    permits AbruptClose,
        BadTimestamps,
        Burst,
        DoubleSlash,
        HalfOpen,
        LateAnswers,
        NoBackOff,
        NoPong,
        RepeatedIds,
        TwoConnections,
        UnknownEnum {

  /// The name on the command line: `no-pong`.
  String name();

  /// What a charge point with this fault does, in a line.
  String description();

  /// The options of a charge point that has this fault.
  ///
  /// @param random the charge point's own
  default ChargePointOptions options(ChargePointOptions options, RandomGenerator random) {
    return options;
  }

  /// The line of a charge point that has this fault.
  default Line line(Line line, Wiring wiring) {
    return line;
  }

  /// Every fault, in the order in which those of one charge point take hold: of two decorations of
  /// its line, the later one is around the earlier one.
  static List<Fault> all() {
    return List.of(
        new NoPong(),
        new HalfOpen(HalfOpen.AFTER),
        new LateAnswers(LateAnswers.DELAY),
        new AbruptClose(AbruptClose.LONGEST),
        new NoBackOff(),
        new Burst(Burst.SIZE),
        new BadTimestamps(),
        new DoubleSlash(),
        new UnknownEnum(),
        new RepeatedIds(),
        new TwoConnections(TwoConnections.AFTER));
  }

  /// The fault with this name.
  ///
  /// @throws IllegalArgumentException if there is none
  static Fault named(String name) {
    return all().stream()
        .filter(fault -> fault.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "there is no fault '%s'; allowed are %s"
                    .formatted(
                        name, all().stream().map(Fault::name).collect(Collectors.joining(", ")))));
  }
}
