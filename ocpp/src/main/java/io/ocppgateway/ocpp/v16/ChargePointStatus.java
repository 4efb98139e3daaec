package io.ocppgateway.ocpp.v16;

import io.ocppgateway.ocpp.message.WireText;

/// What a connector, or with connector 0 the whole charge point, is doing.
///
/// @see "OCPP 1.6 §7.7"
public enum ChargePointStatus implements WireText {
  AVAILABLE("Available"),
  PREPARING("Preparing"),
  CHARGING("Charging"),
  SUSPENDED_EVSE("SuspendedEVSE"),
  SUSPENDED_EV("SuspendedEV"),
  FINISHING("Finishing"),
  RESERVED("Reserved"),
  UNAVAILABLE("Unavailable"),
  FAULTED("Faulted");

  private final String wireText;

  ChargePointStatus(String wireText) {
    this.wireText = wireText;
  }

  @Override
  public String wireText() {
    return wireText;
  }
}
