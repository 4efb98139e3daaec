package io.ocppgateway.ocpp.v16;

import io.ocppgateway.ocpp.message.WireText;

/// What the central system makes of a charge point that has booted.
///
/// @see "OCPP 1.6 §7.28"
public enum RegistrationStatus implements WireText {
  ACCEPTED("Accepted"),
  PENDING("Pending"),
  REJECTED("Rejected");

  private final String wireText;

  RegistrationStatus(String wireText) {
    this.wireText = wireText;
  }

  @Override
  public String wireText() {
    return wireText;
  }
}
