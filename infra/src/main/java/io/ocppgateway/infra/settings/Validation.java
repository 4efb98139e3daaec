package io.ocppgateway.infra.settings;

/// What becomes of a message that breaks its OCPP schema. The functions know the names.
///
/// @see io.ocppgateway.ocpp.environment.LambdaEnvironment#VALIDATION
public enum Validation {
  /// It is answered as well as can be.
  LENIENT,
  /// It is refused with a CALLERROR.
  STRICT
}
