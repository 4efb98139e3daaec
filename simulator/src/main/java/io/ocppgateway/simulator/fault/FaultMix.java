package io.ocppgateway.simulator.fault;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/// Which part of a fleet has which faults.
///
/// Each share is of charge points of its own: a charge point has the faults of one share or none,
/// so that what it does wrong has one cause. Who is to have several faults at once has them joined
/// in one share: `no-pong+late-answers` of 5 percent.
///
/// @param shares together at most 100 percent
public record FaultMix(List<Share> shares) {

  /// No faults at all.
  public static final FaultMix NONE = new FaultMix(List.of());

  private static final double ALL = 100;

  /// Tenths of percents do not add up exactly.
  private static final double ROUNDING = 1e-9;

  /// A part of a fleet.
  ///
  /// @param percent of the fleet's charge points, 0 to 100
  public record Share(Faults faults, double percent) {

    /// Holds a share.
    ///
    /// @throws IllegalArgumentException if the percentage is another
    public Share {
      if (!(percent >= 0 && percent <= ALL)) {
        throw new IllegalArgumentException(
            "%s %% of the charge points are to have the fault %s; allowed are 0 to 100"
                .formatted(percent, faults));
      }
    }
  }

  /// Holds a mix.
  ///
  /// @throws IllegalArgumentException if there are more than 100 percent
  public FaultMix {
    shares = List.copyOf(shares);
    double sum = shares.stream().mapToDouble(Share::percent).sum();
    if (sum > ALL + ROUNDING) {
      throw new IllegalArgumentException(
          "the faults add up to %s %% of the charge points; allowed are 100, as each has the faults of one share only; join names with + for charge points with several"
              .formatted(sum));
    }
  }

  /// The same with one share more.
  ///
  /// @param names of the faults, joined by `+`
  /// @throws IllegalArgumentException if a name is no fault's, the percentage is not within 0 and
  ///   100, or all of them together are more than 100
  public FaultMix with(String names, double percent) {
    return new FaultMix(
        Stream.concat(shares.stream(), Stream.of(new Share(Faults.named(names), percent)))
            .toList());
  }

  /// The faults of each charge point of a fleet. The shares are exact to the rounding; who is in
  /// which, the seed decides and nothing else.
  public List<Faults> draw(int size, long seed) {
    List<Faults> drawn = new ArrayList<>(size);
    double percent = 0;
    for (Share share : shares) {
      percent += share.percent();
      long upTo = Math.round(size * percent / ALL);
      while (drawn.size() < upTo) {
        drawn.add(share.faults());
      }
    }
    while (drawn.size() < size) {
      drawn.add(Faults.NONE);
    }
    Collections.shuffle(drawn, new SplittableRandom(seed));
    return Collections.unmodifiableList(drawn);
  }
}
