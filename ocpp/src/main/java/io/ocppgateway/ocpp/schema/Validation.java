package io.ocppgateway.ocpp.schema;

import java.util.List;

/// What comparing a payload with its schema came to.
public sealed interface Validation {

  /// The payload conforms.
  record Valid() implements Validation {}

  /// The payload does not conform.
  ///
  /// @param violations at least one
  record Invalid(List<Violation> violations) implements Validation {

    /// @throws IllegalArgumentException if there is no violation
    public Invalid {
      violations = List.copyOf(violations);
      if (violations.isEmpty()) {
        throw new IllegalArgumentException("an invalid payload has at least one violation");
      }
    }

    /// The violation by which the payload is refused.
    public Violation first() {
      return violations.getFirst();
    }
  }

  /// The version has no such action, or the action no such payload.
  record UnknownAction() implements Validation {}
}
