package io.ocppgateway.cli.price;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/// What units cost in a month: the first so many this, those beyond less.
///
/// @param tiers from the first unit on; the last one has no end
record Price(List<Tier> tiers) {

  private static final int MILLION = 6;

  /// @param upTo the last unit of the month that costs this; infinite in the last tier
  /// @param usd of one unit
  record Tier(double upTo, BigDecimal usd) {}

  Price {
    tiers = List.copyOf(tiers);
  }

  /// Of one unit.
  static BigDecimal of(String usd) {
    return new BigDecimal(usd);
  }

  /// Of one unit, told by the million.
  static BigDecimal perMillion(String usd) {
    return new BigDecimal(usd).movePointLeft(MILLION);
  }

  /// The same for every unit.
  static Price each(BigDecimal usd) {
    return new Price(List.of(new Tier(Double.POSITIVE_INFINITY, usd)));
  }

  /// Another price of a unit for what is beyond an amount.
  Price beyond(double units, BigDecimal usd) {
    List<Tier> all = new ArrayList<>(tiers.subList(0, tiers.size() - 1));
    all.add(new Tier(units, tiers.getLast().usd()));
    all.add(new Tier(Double.POSITIVE_INFINITY, usd));
    return new Price(all);
  }

  /// What a month's amount costs, exactly.
  BigDecimal usd(double units) {
    BigDecimal sum = BigDecimal.ZERO;
    double from = 0;
    for (Tier tier : tiers) {
      double inTier = Math.max(0, Math.min(units, tier.upTo()) - from);
      sum = sum.add(tier.usd().multiply(BigDecimal.valueOf(inTier)));
      from = tier.upTo();
    }
    return sum;
  }
}
