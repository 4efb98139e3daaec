package io.ocppgateway.simulator.behaviour;

/// The mobile network's names for a charge point: fields of BootNotification, in 2.x below `modem`.
///
/// @param iccid of the SIM card, 1 to 20 characters
/// @param imsi of the subscription, 1 to 20 characters
/// @see "OCPP 1.6 §6.3; OCPP 2.0.1 Part 2 §2.33 ModemType"
public record Modem(String iccid, String imsi) {

  private static final int MAX_LENGTH = 20;

  /// Holds what every version can tell.
  ///
  /// @throws IllegalArgumentException if a text is empty or too long
  public Modem {
    Hardware.requireLength("ICCID", iccid, MAX_LENGTH);
    Hardware.requireLength("IMSI", imsi, MAX_LENGTH);
  }
}
