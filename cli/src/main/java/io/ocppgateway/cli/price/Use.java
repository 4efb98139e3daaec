package io.ocppgateway.cli.price;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// How much of each meter is used. Meters that are not named are not used.
///
/// @param units how many units of each
public record Use(Map<Meter, Double> units) {

  /// Holds amounts.
  ///
  /// @throws IllegalArgumentException if one is negative or no number
  public Use {
    Map<Meter, Double> copy = new EnumMap<>(Meter.class);
    units.forEach((meter, amount) -> {
      if (!(amount >= 0 && Double.isFinite(amount))) {
        throw new IllegalArgumentException(
            "%s of %s; allowed is any amount from 0 on".formatted(amount, meter));
      }
      copy.put(meter, amount);
    });
    units = Collections.unmodifiableMap(copy);
  }

  /// This and another use.
  public Use plus(Use other) {
    Map<Meter, Double> sum = new EnumMap<>(Meter.class);
    sum.putAll(units);
    other.units.forEach((meter, amount) -> sum.merge(meter, amount, Double::sum));
    return new Use(sum);
  }

  /// This use so many times.
  public Use times(double factor) {
    Map<Meter, Double> product = new EnumMap<>(Meter.class);
    units.forEach((meter, amount) -> product.put(meter, amount * factor));
    return new Use(product);
  }

  /// How many units of a meter.
  public double of(Meter meter) {
    return units.getOrDefault(meter, 0.0);
  }

  /// What all of it costs.
  public BigDecimal usd() {
    return units.entrySet().stream()
        .map(each -> each.getKey().usd(each.getValue()))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
