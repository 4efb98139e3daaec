package io.ocppgateway.cli.cost;

import java.util.Locale;

/// Something that AWS bounds, and how near a fleet comes to it.
///
/// @param what is bounded
/// @param load that the fleet asks for
/// @param bound that holds
/// @param advice what to do where it does not suffice
record Limit(String what, double load, double bound, String advice) {

  /// Whether the fleet asks for more than there is.
  boolean isExceeded() {
    return load > bound;
  }

  /// For people, on one line.
  String text() {
    return String.format(Locale.ROOT, "%,.0f of %,.0f %s", Math.ceil(load), bound, what);
  }
}
