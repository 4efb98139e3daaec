package io.ocppgateway.ocpp.registration;

/// Names of the attributes of a charge point's item in the table of charge points. All but the key
/// may be missing.
public final class ChargePointItem {

  /// The key: the thing name, a string.
  public static final String CHARGE_POINT_ID = "chargePointId";

  /// `false` keeps the charge point out, a boolean. Missing: it may connect.
  public static final String ENABLED = "enabled";

  /// The subprotocol of a charge point that offers none, a string such as `ocpp1.6`.
  public static final String ASSUMED_SUBPROTOCOL = "assumedSubprotocol";

  /// The number of its [SecurityProfile], a number. Missing: the least that the gateway takes, and
  /// one with a password where there is a [#PASSWORD_HASH].
  public static final String SECURITY_PROFILE = "securityProfile";

  /// The text of its [PasswordHash], a string.
  public static final String PASSWORD_HASH = "passwordHash";

  /// Its serial number, a string: the common name of its certificate. Missing: the identity.
  public static final String SERIAL_NUMBER = "serialNumber";

  private ChargePointItem() {}
}
