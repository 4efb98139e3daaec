package io.ocppgateway.local.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;
import java.util.function.Supplier;

/// One secret.
///
/// @param text what it holds now, never to be logged
record Secret(String name, String arn, Supplier<String> text) {

  /// What it holds.
  ///
  /// @param version another one for each text
  /// @param text never to be logged
  record Value(String version, String text) {

    private Value(String text) {
      this(UUID.nameUUIDFromBytes(text.getBytes(UTF_8)).toString(), text);
    }

    /// Without the text.
    @Override
    public String toString() {
      return "Value[%s, redacted]".formatted(version);
    }
  }

  /// What it holds now.
  Value value() {
    return new Value(text.get());
  }

  /// Without its value.
  @Override
  public String toString() {
    return "Secret[%s, redacted]".formatted(name);
  }
}
