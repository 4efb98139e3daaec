package io.ocppgateway.lambdas.routing;

/// What becomes of a CALL that does not conform to its schema.
public enum ValidationMode {
  /// It is answered as well as can be; the log tells of the violations. Charge points in the field
  /// send strings that are too long and words that OCPP does not know.
  LENIENT,
  /// It is refused with the CALLERROR of its first violation.
  STRICT
}
