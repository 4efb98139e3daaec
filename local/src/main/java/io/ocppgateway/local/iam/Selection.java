package io.ocppgateway.local.iam;

import java.util.List;

/// What an element of a statement names: `Action`, or all but that: `NotAction`.
///
/// @param patterns of which one is enough
/// @param negated whether the element begins with `Not`
record Selection(List<Wildcards> patterns, boolean negated) {

  /// Where the element does not matter.
  static final Selection EVERYTHING = new Selection(List.of(), true);

  Selection {
    patterns = List.copyOf(patterns);
  }

  boolean takes(String text) {
    return negated != patterns.stream().anyMatch(pattern -> pattern.matches(text));
  }
}
