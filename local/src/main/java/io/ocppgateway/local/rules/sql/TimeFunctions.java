package io.ocppgateway.local.rules.sql;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Functions of time. Patterns are read as `java.time` reads them; AWS reads Joda-Time's, which
/// agree on everything but era, week-year and zone names.
final class TimeFunctions {

  static final Map<String, RuleFunction> TABLE =
      Map.of(
          "parse_time", RuleFunction.of(2, 3, TimeFunctions::parseTime),
          "time_to_epoch", RuleFunction.of(2, 2, TimeFunctions::timeToEpoch));

  private TimeFunctions() {}

  /// The time of so many milliseconds in a pattern, in UTC if no zone is given.
  private static JsonNode parseTime(List<JsonNode> arguments) {
    Optional<String> pattern = Values.text(arguments.get(0));
    Optional<BigDecimal> millis = Values.number(arguments.get(1));
    Optional<String> zone =
        arguments.size() < 3 ? Optional.of("UTC") : Values.text(arguments.get(2));
    if (pattern.isEmpty() || millis.isEmpty() || zone.isEmpty()) {
      return Values.UNDEFINED;
    }
    try {
      return Values.of(
          formatter(pattern.get())
              .format(
                  Instant.ofEpochMilli(millis.get().longValue()).atZone(ZoneId.of(zone.get()))));
    } catch (DateTimeException | IllegalArgumentException unformattable) {
      return Values.UNDEFINED;
    }
  }

  /// Milliseconds since 1970 of a time in a pattern, which is in UTC unless it says otherwise.
  private static JsonNode timeToEpoch(List<JsonNode> arguments) {
    Optional<String> text = Values.text(arguments.get(0));
    Optional<String> pattern = Values.text(arguments.get(1));
    if (text.isEmpty() || pattern.isEmpty()) {
      return Values.UNDEFINED;
    }
    try {
      TemporalAccessor time = formatter(pattern.get()).parse(text.get());
      LocalDate date = time.query(TemporalQueries.localDate());
      LocalTime timeOfDay = time.query(TemporalQueries.localTime());
      ZoneId zone = time.query(TemporalQueries.zone());
      if (date == null) {
        return Values.UNDEFINED;
      }
      return Values.of(
          date.atTime(timeOfDay == null ? LocalTime.MIDNIGHT : timeOfDay)
              .atZone(zone == null ? ZoneOffset.UTC : zone)
              .toInstant()
              .toEpochMilli());
    } catch (DateTimeException | IllegalArgumentException unreadable) {
      return Values.UNDEFINED;
    }
  }

  private static DateTimeFormatter formatter(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
  }
}
