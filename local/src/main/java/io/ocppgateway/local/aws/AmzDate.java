package io.ocppgateway.local.aws;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// The form of time in signatures: `20260102T030405Z`.
final class AmzDate {

  private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");

  private AmzDate() {}

  /// The time that the text says.
  ///
  /// @throws java.time.format.DateTimeParseException if it has another form
  static Instant parse(String text) {
    return LocalDateTime.parse(text, FORM).toInstant(ZoneOffset.UTC);
  }
}
