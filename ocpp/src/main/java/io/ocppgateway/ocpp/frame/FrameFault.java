package io.ocppgateway.ocpp.frame;

import io.ocppgateway.ocpp.OcppVersion;
import java.util.Optional;

/// Why a text is no OCPP frame.
public enum FrameFault {
  /// Not UTF-8, not JSON, more than one value, nested too deeply, or with a number beyond all use.
  NOT_JSON(Concern.CALL, false),
  /// JSON, but no array.
  NOT_AN_ARRAY(Concern.CALL, false),
  /// The first element is no integer.
  NO_MESSAGE_TYPE(Concern.CALL, false),
  /// The first element is an integer that means nothing in this version.
  UNKNOWN_MESSAGE_TYPE(Concern.CALL, false),
  /// The second element of a CALL is no string of 1 to 255 characters.
  BAD_MESSAGE_ID(Concern.CALL, false),
  /// A CALL with a wrong number of elements, or an action that is no string.
  MALFORMED_CALL(Concern.CALL, false),
  /// The payload of a CALL is neither an object nor null.
  PAYLOAD_NOT_AN_OBJECT(Concern.CALL, false),
  /// A CALLRESULT that is not `[3, id, payload]`.
  MALFORMED_CALL_RESULT(Concern.ANSWER, false),
  /// A CALLERROR that is not `[4, id, errorCode, description, details]`.
  MALFORMED_CALL_ERROR(Concern.ANSWER, false),
  /// A CALLRESULTERROR that is not `[5, id, errorCode, description, details]`.
  MALFORMED_CALL_RESULT_ERROR(Concern.NEITHER, false),
  /// A SEND that is not `[6, id, action, payload]`.
  MALFORMED_SEND(Concern.NEITHER, false),
  /// A CALL that is longer than the gateway carries.
  CALL_TOO_LARGE(Concern.CALL, true),
  /// A CALLRESULT that is longer than the gateway carries.
  CALL_RESULT_TOO_LARGE(Concern.ANSWER, true),
  /// A CALLERROR that is longer than the gateway carries.
  CALL_ERROR_TOO_LARGE(Concern.ANSWER, true),
  /// A CALLRESULTERROR that is longer than the gateway carries.
  CALL_RESULT_ERROR_TOO_LARGE(Concern.NEITHER, true),
  /// A SEND that is longer than the gateway carries.
  SEND_TOO_LARGE(Concern.NEITHER, true);

  private enum Concern {
    /// A CALL, or what may have been one.
    CALL,
    /// The answer to a CALL.
    ANSWER,
    NEITHER
  }

  private final Concern concern;
  private final boolean ofSize;

  FrameFault(Concern concern, boolean ofSize) {
    this.concern = concern;
    this.ofSize = ofSize;
  }

  /// The error that answers this fault in a version, empty where the fault is passed over in
  /// silence: nothing but a CALL is answered with an error, save the CALLRESULT of 2.1.
  ///
  /// OCPP 2.0.1 both ignores and answers an unknown message type (Part 4 §4.1.3, §4.3); it is
  /// answered here. 1.6 has no rule for an unreadable id; it gets 2.x's.
  ///
  /// @see "OCPP-J 1.6 §4.1.3; OCPP 2.0.1 Part 4 §4.2.3, §4.3; OCPP 2.1 Part 2 FR.06, FR.07"
  public Optional<ErrorCode> answeredWith(OcppVersion version) {
    return switch (this) {
      case NOT_JSON, NOT_AN_ARRAY, NO_MESSAGE_TYPE, BAD_MESSAGE_ID, MALFORMED_CALL ->
          Optional.of(ErrorCode.RPC_FRAMEWORK_ERROR);
      case PAYLOAD_NOT_AN_OBJECT -> Optional.of(ErrorCode.FORMAT_VIOLATION);
      case CALL_TOO_LARGE -> Optional.of(ErrorCode.INTERNAL_ERROR);
      case UNKNOWN_MESSAGE_TYPE ->
          version == OcppVersion.V2_0_1
              ? Optional.of(ErrorCode.MESSAGE_TYPE_NOT_SUPPORTED)
              : Optional.empty();
      case MALFORMED_CALL_RESULT -> ofResult(ErrorCode.RPC_FRAMEWORK_ERROR, version);
      case CALL_RESULT_TOO_LARGE -> ofResult(ErrorCode.INTERNAL_ERROR, version);
      case MALFORMED_CALL_ERROR,
          MALFORMED_CALL_RESULT_ERROR,
          MALFORMED_SEND,
          CALL_ERROR_TOO_LARGE,
          CALL_RESULT_ERROR_TOO_LARGE,
          SEND_TOO_LARGE ->
          Optional.empty();
    };
  }

  /// Whether the frame was meant to be a CALL, or may have been.
  public boolean concernsCall() {
    return concern == Concern.CALL;
  }

  /// Whether the frame was meant to be the answer to a CALL.
  public boolean concernsAnswer() {
    return concern == Concern.ANSWER;
  }

  /// Whether the frame is sound OCPP, and only too long to be carried.
  public boolean isOfSize() {
    return ofSize;
  }

  /// Whether the answer is a CALLRESULTERROR, not a CALLERROR.
  boolean isOfResult() {
    return this == MALFORMED_CALL_RESULT || this == CALL_RESULT_TOO_LARGE;
  }

  private static Optional<ErrorCode> ofResult(ErrorCode code, OcppVersion version) {
    return version == OcppVersion.V2_1 ? Optional.of(code) : Optional.empty();
  }
}
