package io.ocppgateway.cli.price;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// How much of each meter is used. Meters that are not named are not used.
///
/// @param units how many units of each
public record Use(Map<Meter, Double> units) {

  /// Nothing at all.
  public static final Use NOTHING = new Use(Map.of());

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

  /// This and more of one meter.
  public Use and(Meter meter, double amount) {
    return plus(new Use(Map.of(meter, amount)));
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

  /// What all of it costs within one month.
  public BigDecimal usd() {
    return units.entrySet().stream()
        .map(each -> each.getKey().usd(each.getValue()))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /// What a service's part of it costs within one month.
  public BigDecimal usd(Service service) {
    return units.entrySet().stream()
        .filter(each -> each.getKey().service() == service)
        .map(each -> each.getKey().usd(each.getValue()))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
