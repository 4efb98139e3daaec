package io.ocppgateway.simulator.behaviour;

import io.ocppgateway.ocpp.OcppVersion;

/// What a charge point tells of itself in BootNotification.
///
/// @param model `chargingStation.model`, in 1.6 `chargePointModel`; at most 20 characters
/// @param vendor `chargingStation.vendorName`, in 1.6 `chargePointVendor`; at most 50 characters,
///   in 1.6 20
/// @param serialNumber `chargingStation.serialNumber`, in 1.6 `chargePointSerialNumber`; at most 25
///   characters
/// @param firmwareVersion at most 50 characters
/// @param modem with which it reaches the mobile network
/// @see "OCPP 1.6 §6.3; OCPP 2.0.1 Part 2 §2.12 ChargingStationType"
public record Hardware(
    String model, String vendor, String serialNumber, String firmwareVersion, Modem modem) {

  private static final int MAX_MODEL = 20;
  private static final int MAX_VENDOR_16 = 20;
  private static final int MAX_VENDOR = 50;
  private static final int MAX_SERIAL_NUMBER = 25;
  private static final int MAX_FIRMWARE_VERSION = 50;

  /// Holds hardware that some version can tell.
  ///
  /// @throws IllegalArgumentException if a text is empty or too long for every version
  public Hardware {
    requireLength("model", model, MAX_MODEL);
    requireLength("vendor", vendor, MAX_VENDOR);
    requireLength("serial number", serialNumber, MAX_SERIAL_NUMBER);
    requireLength("firmware version", firmwareVersion, MAX_FIRMWARE_VERSION);
  }

  /// The charge point of a maker that does not exist. 1.6 has no room for the vendor's whole name.
  public static Hardware standard(OcppVersion version) {
    String vendor =
        switch (version) {
          case V1_6 -> "Acme Electrical";
          case V2_0_1, V2_1 -> "Acme Electrical Systems";
        };
    return new Hardware(
        "ABC 123 XYZ",
        vendor,
        "CP1234567890A01",
        "10.9.8.ABC",
        new Modem("891004234814455936F", "310410123456789"));
  }

  /// The same of another model.
  public Hardware withModel(String other) {
    return new Hardware(other, vendor, serialNumber, firmwareVersion, modem);
  }

  /// The same of another vendor.
  public Hardware withVendor(String other) {
    return new Hardware(model, other, serialNumber, firmwareVersion, modem);
  }

  /// The same with another serial number.
  public Hardware withSerialNumber(String other) {
    return new Hardware(model, vendor, other, firmwareVersion, modem);
  }

  /// The same with another firmware version.
  public Hardware withFirmwareVersion(String other) {
    return new Hardware(model, vendor, serialNumber, other, modem);
  }

  /// Checks what a version can tell.
  ///
  /// @throws IllegalArgumentException if a text is too long for the version
  public void requireTellableIn(OcppVersion version) {
    if (version == OcppVersion.V1_6) {
      requireLength("vendor", vendor, MAX_VENDOR_16);
    }
  }

  static void requireLength(String name, String value, int max) {
    if (value.isEmpty() || value.length() > max) {
      throw new IllegalArgumentException(
          "%s '%s' has %d characters; allowed are 1 to %d"
              .formatted(name, value, value.length(), max));
    }
  }
}
