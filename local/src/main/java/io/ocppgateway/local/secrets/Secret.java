package io.ocppgateway.local.secrets;

/// One secret.
///
/// @param value never to be logged
record Secret(String name, String arn, String value) {

  /// Without its value.
  @Override
  public String toString() {
    return "Secret[%s, redacted]".formatted(name);
  }
}
