package io.ocppgateway.ocpp.message;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;

/// Points in time as OCPP writes them. The one place that knows their format.
///
/// Written in UTC with `Z` and whole seconds, `2026-01-31T12:00:00Z`: there are charge points that
/// can read neither fractions nor offsets. Read leniently: a missing zone is UTC, fractions may
/// have any length, an offset may be short (`+02`), a blank may stand for `T`.
///
/// @see "OCPP-J 1.6 §3.15; OCPP 2.0.1 Part 2 §2.1.3"
public final class Timestamps {

  private static final DateTimeFormatter LENIENT =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("['T'][' ']HH:mm[:ss]")
          .optionalStart()
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .optionalEnd()
          .appendPattern("[XXX][XX][X]")
          .toFormatter(Locale.ROOT);

  private Timestamps() {}

  /// The text for the wire: UTC, whole seconds, `Z`. What is below a second is cut off.
  public static String format(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /// The point in time that a text means, empty if it means none.
  public static Optional<Instant> parse(String text) {
    try {
      TemporalAccessor time =
          LENIENT.parseBest(text.strip(), OffsetDateTime::from, LocalDateTime::from);
      return Optional.of(
          time instanceof OffsetDateTime zoned
              ? zoned.toInstant()
              : LocalDateTime.from(time).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException _) {
      // The parser has no other way to say that a text is no time.
      return Optional.empty();
    }
  }
}
