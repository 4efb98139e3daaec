package io.ocppgateway.ocpp.v21;

import io.ocppgateway.ocpp.message.WireText;

/// What the CSMS makes of a charge point that has booted.
///
/// @see "OCPP 2.1 Part 2, RegistrationStatusEnumType"
public enum RegistrationStatusEnumType implements WireText {
  ACCEPTED("Accepted"),
  PENDING("Pending"),
  REJECTED("Rejected");

  private final String wireText;

  RegistrationStatusEnumType(String wireText) {
    this.wireText = wireText;
  }

  @Override
  public String wireText() {
    return wireText;
  }
}
