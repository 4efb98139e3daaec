package io.ocppgateway.ocpp.v201;

import io.ocppgateway.ocpp.message.WireText;

/// Whether a connector can be used.
///
/// @see "OCPP 2.0.1 Part 2, ConnectorStatusEnumType"
public enum ConnectorStatusEnumType implements WireText {
  AVAILABLE("Available"),
  OCCUPIED("Occupied"),
  RESERVED("Reserved"),
  UNAVAILABLE("Unavailable"),
  FAULTED("Faulted");

  private final String wireText;

  ConnectorStatusEnumType(String wireText) {
    this.wireText = wireText;
  }

  @Override
  public String wireText() {
    return wireText;
  }
}
