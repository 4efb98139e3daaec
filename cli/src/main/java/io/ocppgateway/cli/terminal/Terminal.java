package io.ocppgateway.cli.terminal;

import java.util.Map;
import java.util.OptionalInt;

/// What can be drawn on where a command writes its progress.
public interface Terminal {

  /// The width now, in characters: it may change at any time. Empty if lines cannot be redrawn,
  /// because it is a file or a pipe, or a terminal that cannot do it.
  OptionalInt columns();

  /// Standard error of this process.
  ///
  /// @param environment the process's variables; with `TERM=dumb` nothing is redrawn
  static Terminal ofStandardError(Map<String, String> environment) {
    boolean dumb = environment.getOrDefault("TERM", "dumb").equals("dumb");
    return dumb ? none() : new PosixTerminal();
  }

  /// Where lines can only be added.
  static Terminal none() {
    return OptionalInt::empty;
  }
}
