package io.ocppgateway.ocpp.message;

import com.fasterxml.jackson.annotation.JsonValue;

/// An enumeration of OCPP, whose constants have a spelling on the wire.
public interface WireText {

  /// The constant as the specification spells it.
  @JsonValue
  String wireText();
}
