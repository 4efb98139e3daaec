package io.ocppgateway.ocpp.v16;

import io.ocppgateway.ocpp.message.WireText;

/// What is wrong with a connector.
///
/// @see "OCPP 1.6 §7.6"
public enum ChargePointErrorCode implements WireText {
  CONNECTOR_LOCK_FAILURE("ConnectorLockFailure"),
  EV_COMMUNICATION_ERROR("EVCommunicationError"),
  GROUND_FAILURE("GroundFailure"),
  HIGH_TEMPERATURE("HighTemperature"),
  INTERNAL_ERROR("InternalError"),
  LOCAL_LIST_CONFLICT("LocalListConflict"),
  NO_ERROR("NoError"),
  OTHER_ERROR("OtherError"),
  OVER_CURRENT_FAILURE("OverCurrentFailure"),
  OVER_VOLTAGE("OverVoltage"),
  POWER_METER_FAILURE("PowerMeterFailure"),
  POWER_SWITCH_FAILURE("PowerSwitchFailure"),
  READER_FAILURE("ReaderFailure"),
  RESET_FAILURE("ResetFailure"),
  UNDER_VOLTAGE("UnderVoltage"),
  WEAK_SIGNAL("WeakSignal");

  private final String wireText;

  ChargePointErrorCode(String wireText) {
    this.wireText = wireText;
  }

  @Override
  public String wireText() {
    return wireText;
  }
}
