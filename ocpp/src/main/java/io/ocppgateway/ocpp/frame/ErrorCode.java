package io.ocppgateway.ocpp.frame;

import io.ocppgateway.ocpp.OcppVersion;

/// What a CALLERROR says went wrong, with each version's spelling.
///
/// The two misspellings of 1.6 are its wire format: its errata keep them.
///
/// @see "OCPP-J 1.6 §4.2.3 table 7, errata §5.1; OCPP 2.0.1 Part 4 §4.3"
public enum ErrorCode {
  /// The payload is syntactically wrong.
  FORMAT_VIOLATION("FormationViolation", "FormatViolation"),
  /// Any other error.
  GENERIC_ERROR("GenericError", "GenericError"),
  /// The receiver failed.
  INTERNAL_ERROR("InternalError", "InternalError"),
  /// The number that begins the frame is unknown; 1.6 has no word for it.
  MESSAGE_TYPE_NOT_SUPPORTED("GenericError", "MessageTypeNotSupported"),
  /// The action is unknown to the receiver.
  NOT_IMPLEMENTED("NotImplemented", "NotImplemented"),
  /// The action is known and not supported.
  NOT_SUPPORTED("NotSupported", "NotSupported"),
  /// A field is missing, or occurs too often or too seldom.
  OCCURRENCE_CONSTRAINT_VIOLATION("OccurenceConstraintViolation", "OccurrenceConstraintViolation"),
  /// A field holds a value that it may not.
  PROPERTY_CONSTRAINT_VIOLATION("PropertyConstraintViolation", "PropertyConstraintViolation"),
  /// 1.6: the payload is incomplete. 2.x: it does not conform to its structure.
  PROTOCOL_ERROR("ProtocolError", "ProtocolError"),
  /// The frame itself is no valid RPC; 1.6 calls that a formation violation.
  RPC_FRAMEWORK_ERROR("FormationViolation", "RpcFrameworkError"),
  /// Not allowed for reasons of security.
  SECURITY_ERROR("SecurityError", "SecurityError"),
  /// A field has the wrong type.
  TYPE_CONSTRAINT_VIOLATION("TypeConstraintViolation", "TypeConstraintViolation");

  private final String v16;
  private final String v2;

  ErrorCode(String v16, String v2) {
    this.v16 = v16;
    this.v2 = v2;
  }

  /// How a version spells this code.
  public String in(OcppVersion version) {
    return switch (version) {
      case V1_6 -> v16;
      case V2_0_1, V2_1 -> v2;
    };
  }
}
