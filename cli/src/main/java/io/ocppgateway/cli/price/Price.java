package io.ocppgateway.cli.price;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/// What units cost in a month: the first so many this, those beyond less.
///
/// @param tiers from the first unit on; the last one has no end
record Price(List<Tier> tiers) {

  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

  /// @param upTo the last unit of the month that costs this; infinite in the last tier
  /// @param usd of one unit
  record Tier(double upTo, BigDecimal usd) {}

  Price {
    tiers = List.copyOf(tiers);
  }

  /// The same for every unit.
  static Price each(String usd) {
    return new Price(List.of(new Tier(Double.POSITIVE_INFINITY, new BigDecimal(usd))));
  }

  /// The same for every unit, by the million.
  static Price perMillion(String usd) {
    return new Price(List.of(new Tier(Double.POSITIVE_INFINITY, ofMillion(usd))));
  }

  /// Another price for what is beyond an amount, by the million.
  Price beyond(double units, String usdPerMillion) {
    List<Tier> all = new ArrayList<>(tiers.subList(0, tiers.size() - 1));
    all.add(new Tier(units, tiers.getLast().usd()));
    all.add(new Tier(Double.POSITIVE_INFINITY, ofMillion(usdPerMillion)));
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

  /// The first tier's price of a million units.
  BigDecimal usdPerMillion() {
    return tiers.getFirst().usd().multiply(MILLION);
  }

  private static BigDecimal ofMillion(String usd) {
    return new BigDecimal(usd).divide(MILLION);
  }
}
