package io.ocppgateway.infra.settings;

import static java.util.Map.entry;
import static java.util.stream.Collectors.toMap;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.logs.RetentionDays;

/// What is kept, and for how long.
///
/// @param data what becomes of tables and the secret of passwords when the stack is destroyed
/// @param logs how long logs are kept; they go with the stack
public record Retention(RemovalPolicy data, RetentionDays logs) {

  private static final NavigableMap<Integer, RetentionDays> LOG_DAYS =
      Stream.of(
              entry(1, RetentionDays.ONE_DAY),
              entry(3, RetentionDays.THREE_DAYS),
              entry(5, RetentionDays.FIVE_DAYS),
              entry(7, RetentionDays.ONE_WEEK),
              entry(14, RetentionDays.TWO_WEEKS),
              entry(30, RetentionDays.ONE_MONTH),
              entry(60, RetentionDays.TWO_MONTHS),
              entry(90, RetentionDays.THREE_MONTHS),
              entry(120, RetentionDays.FOUR_MONTHS),
              entry(150, RetentionDays.FIVE_MONTHS),
              entry(180, RetentionDays.SIX_MONTHS),
              entry(365, RetentionDays.ONE_YEAR),
              entry(400, RetentionDays.THIRTEEN_MONTHS),
              entry(545, RetentionDays.EIGHTEEN_MONTHS),
              entry(731, RetentionDays.TWO_YEARS),
              entry(1096, RetentionDays.THREE_YEARS),
              entry(1827, RetentionDays.FIVE_YEARS),
              entry(2192, RetentionDays.SIX_YEARS),
              entry(2557, RetentionDays.SEVEN_YEARS),
              entry(2922, RetentionDays.EIGHT_YEARS),
              entry(3288, RetentionDays.NINE_YEARS),
              entry(3653, RetentionDays.TEN_YEARS))
          .collect(toMap(Map.Entry::getKey, Map.Entry::getValue, (one, _) -> one, TreeMap::new));

  /// How many days CloudWatch can keep logs, as it names them, in order.
  static NavigableMap<Integer, RetentionDays> logDays() {
    return LOG_DAYS;
  }
}
