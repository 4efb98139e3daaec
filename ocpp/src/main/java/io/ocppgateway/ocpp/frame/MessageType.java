package io.ocppgateway.ocpp.frame;

import io.ocppgateway.ocpp.OcppVersion;
import java.util.List;
import java.util.Optional;

/// The number that begins a frame.
///
/// @see "OCPP-J 1.6 §4.1.3; OCPP 2.1 Part 4 §4.1.3"
public enum MessageType {
  /// A request that is owed an answer.
  CALL(2),
  /// The answer that carries a result.
  CALL_RESULT(3),
  /// The answer that carries an error.
  CALL_ERROR(4),
  /// OCPP 2.1: tells that a CALLRESULT could not be understood. Never answered.
  CALL_RESULT_ERROR(5),
  /// OCPP 2.1: a message that is owed no answer.
  SEND(6);

  private static final List<MessageType> ALL = List.of(values());

  private final int number;

  MessageType(int number) {
    this.number = number;
  }

  /// The number on the wire.
  public int number() {
    return number;
  }

  /// The type that a number stands for in a version, empty where that version has none.
  public static Optional<MessageType> of(int number, OcppVersion version) {
    for (MessageType type : ALL) {
      if (type.number == number) {
        return type.existsIn(version) ? Optional.of(type) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private boolean existsIn(OcppVersion version) {
    return switch (this) {
      case CALL, CALL_RESULT, CALL_ERROR -> true;
      case CALL_RESULT_ERROR, SEND -> version == OcppVersion.V2_1;
    };
  }
}
