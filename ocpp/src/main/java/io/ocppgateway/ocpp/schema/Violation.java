package io.ocppgateway.ocpp.schema;

import io.ocppgateway.ocpp.frame.ErrorCode;

/// One way in which a payload does not conform to its schema.
///
/// @param pointer JSON pointer to what is wrong; where a property is missing or too many, to the
///   object that it is missing from or too many in
/// @param keyword of JSON schema that was violated, for example `maxLength`
/// @param message what is wrong, without the value
/// @param code the error that tells the peer
public record Violation(String pointer, String keyword, String message, ErrorCode code) {

  /// For people: `/chargePointModel: must be at most 20 characters long`.
  @Override
  public String toString() {
    return "%s: %s".formatted(pointer.isEmpty() ? "the payload" : pointer, message);
  }
}
