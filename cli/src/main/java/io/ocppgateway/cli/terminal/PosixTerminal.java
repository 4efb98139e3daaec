package io.ocppgateway.cli.terminal;

import java.util.OptionalInt;

/// Standard error, asked anew each time.
final class PosixTerminal implements Terminal {

  private static final int STANDARD_ERROR = 2;

  /// Of terminals that do not know how wide they are.
  private static final int USUAL_COLUMNS = 80;

  @Override
  public OptionalInt columns() {
    if (!System.getProperty("os.name").matches("Linux|Mac.*")) {
      return OptionalInt.empty();
    }
    OptionalInt columns = LibC.columns(STANDARD_ERROR);
    return columns.isPresent() && columns.getAsInt() == 0 ? OptionalInt.of(USUAL_COLUMNS) : columns;
  }
}
