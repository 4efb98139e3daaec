package io.ocppgateway.ocpp.message;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/// An enumeration of OCPP, whose constants have a spelling on the wire.
///
/// Requests keep the text itself where charge points are known to send words of their own; this is
/// how such a text is looked up.
public interface WireText {

  /// The constant as the specification spells it.
  @JsonValue
  String wireText();

  /// The constant that is spelled like this, empty for a word of the peer's own.
  static <E extends Enum<E> & WireText> Optional<E> find(Class<E> type, String wireText) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.wireText().equals(wireText))
        .findFirst();
  }
}
