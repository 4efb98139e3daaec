package io.ocppgateway.gateway.session;

/// Why a charge point's connection ended: one vocabulary for close codes and the log.
///
/// @see "RFC 6455 §7.4.1"
public enum EndCause {
  /// The charge point said goodbye.
  CLOSED_BY_CHARGE_POINT(1000, ""),
  /// The TCP connection broke without a goodbye. Its code is never sent.
  CONNECTION_LOST(1006, ""),
  /// The same charge point connected anew, here or elsewhere.
  TAKEN_OVER(1000, ""),
  /// Bytes that are no WebSocket.
  PROTOCOL_ERROR(1002, "Protocol error"),
  /// A binary message; OCPP-J is text.
  BINARY_MESSAGE(1003, "Only text messages are accepted"),
  /// A text message that is not UTF-8.
  INVALID_UTF8(1007, "Text is not UTF-8"),
  /// Too many messages in a row that are no OCPP frames.
  TOO_MANY_INVALID_FRAMES(1008, "Too many invalid frames"),
  /// The operator disconnected this charge point.
  DISCONNECTED_BY_OPERATOR(1008, "Disconnected by the operator"),
  /// It is not registered any more by what it came with: disabled, unregistered, or with another
  /// password or profile.
  REGISTRATION_CHANGED(1008, "Registration has changed"),
  /// Nothing came for three ping intervals.
  SILENT(1008, "Nothing heard for too long"),
  /// The charge point does not read what it is sent.
  NOT_READING(1008, "Messages not read for too long"),
  /// One command after the other was not answered, though other things came.
  NOT_ANSWERING(1008, "Commands not answered"),
  /// A message longer than can be read at all.
  MESSAGE_TOO_BIG(1009, "Message too big"),
  /// A message was begun and not finished in time.
  MESSAGE_UNFINISHED(1008, "Message not finished in time"),
  /// A message was begun, and there is no memory to wait for its end.
  TOO_MUCH_UNFINISHED(1013, "Too many unfinished messages, try again later"),
  /// The broker does not want this charge point.
  BROKER_REFUSED(1011, "Broker refused the connection"),
  /// The broker could not be reached in all the time that a new charge point waits for it.
  BROKER_UNREACHABLE(1013, "Broker unreachable, try again later"),
  /// A fault of ours, told in full in the log.
  INTERNAL_ERROR(1011, "Internal error"),
  /// The gateway ends; another one takes this charge point.
  GATEWAY_STOPPING(1012, "Gateway is restarting");

  private final int closeCode;
  private final String closeReason;

  EndCause(int closeCode, String closeReason) {
    this.closeCode = closeCode;
    this.closeReason = closeReason;
  }

  /// The code that the charge point is sent.
  public int closeCode() {
    return closeCode;
  }

  /// The text beside the code, at most 123 bytes, may be empty.
  public String closeReason() {
    return closeReason;
  }

  /// Whether whoever watches over the fleet's security wants to know.
  public boolean isSecurityEvent() {
    return switch (this) {
      case TAKEN_OVER,
          TOO_MANY_INVALID_FRAMES,
          DISCONNECTED_BY_OPERATOR,
          REGISTRATION_CHANGED,
          NOT_READING,
          MESSAGE_UNFINISHED,
          TOO_MUCH_UNFINISHED ->
          true;
      case CLOSED_BY_CHARGE_POINT,
          CONNECTION_LOST,
          PROTOCOL_ERROR,
          BINARY_MESSAGE,
          INVALID_UTF8,
          SILENT,
          NOT_ANSWERING,
          MESSAGE_TOO_BIG,
          BROKER_REFUSED,
          BROKER_UNREACHABLE,
          INTERNAL_ERROR,
          GATEWAY_STOPPING ->
          false;
    };
  }
}
