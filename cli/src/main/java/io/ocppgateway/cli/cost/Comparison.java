package io.ocppgateway.cli.cost;

import io.ocppgateway.cli.price.Service;
import io.ocppgateway.cli.price.Use;
import java.math.BigDecimal;

/// A fleet's month in two designs, side by side.
///
/// @param habits of each charge point
/// @param month of the fleet
/// @param ours this stack
/// @param sample what it replaces, on the same profile
public record Comparison(Habits habits, Month month, GatewayDesign ours, SampleDesign sample) {

  /// This stack with its settings, and the sample beside it.
  ///
  /// @throws IllegalArgumentException if there are no charge points, or too many to reckon with
  public static Comparison of(int chargePoints, Habits habits, StackSettings settings) {
    if (chargePoints < 1 || chargePoints > 10_000_000) {
      throw new IllegalArgumentException(
          "%d charge points; allowed are 1 to 10000000".formatted(chargePoints));
    }
    return new Comparison(
        habits,
        habits.monthOf(chargePoints),
        GatewayDesign.of(settings),
        SampleDesign.besides(settings));
  }

  Comparison with(MessageWay way) {
    return with(new GatewayDesign(ours.settings(), way, ours.watching()));
  }

  Comparison with(Watching watching) {
    return with(new GatewayDesign(ours.settings(), ours.way(), watching));
  }

  private Comparison with(GatewayDesign other) {
    return new Comparison(habits, month, other, sample);
  }

  Comparison with(SampleDesign other) {
    return new Comparison(habits, month, ours, other);
  }

  /// What a design uses in the month.
  Use use(Design design) {
    return design.monthOf(month);
  }

  /// What a design's part at a service costs in the month.
  BigDecimal usd(Design design, Service service) {
    return use(design).usd(service);
  }

  /// What this stack costs, of what the sample costs.
  public double ratio() {
    return use(ours).usd().doubleValue() / use(sample).usd().doubleValue();
  }
}
