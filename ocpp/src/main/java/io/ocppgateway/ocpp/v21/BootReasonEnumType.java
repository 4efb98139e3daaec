package io.ocppgateway.ocpp.v21;

import io.ocppgateway.ocpp.message.WireText;

/// Why a charge point booted.
///
/// @see "OCPP 2.1 Part 2, BootReasonEnumType"
public enum BootReasonEnumType implements WireText {
  APPLICATION_RESET("ApplicationReset"),
  FIRMWARE_UPDATE("FirmwareUpdate"),
  LOCAL_RESET("LocalReset"),
  POWER_UP("PowerUp"),
  REMOTE_RESET("RemoteReset"),
  SCHEDULED_RESET("ScheduledReset"),
  TRIGGERED("Triggered"),
  UNKNOWN("Unknown"),
  WATCHDOG("Watchdog");

  private final String wireText;

  BootReasonEnumType(String wireText) {
    this.wireText = wireText;
  }

  @Override
  public String wireText() {
    return wireText;
  }
}
