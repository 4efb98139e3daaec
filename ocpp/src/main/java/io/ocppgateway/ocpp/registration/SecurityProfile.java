package io.ocppgateway.ocpp.registration;

import java.util.Arrays;
import java.util.Optional;

/// How a charge point proves who it is, and how the way to it is kept from others.
///
/// @see "OCPP 1.6 Security Whitepaper §2; OCPP 2.0.1 Part 2 A00"
public enum SecurityProfile {
  /// Neither password nor TLS.
  NONE(0),
  /// HTTP Basic over `ws://`.
  BASIC(1),
  /// HTTP Basic over `wss://`.
  BASIC_OVER_TLS(2),
  /// A client certificate over `wss://`.
  CLIENT_CERTIFICATE(3);

  private final int number;

  SecurityProfile(int number) {
    this.number = number;
  }

  /// OCPP's number of it.
  public int number() {
    return number;
  }

  /// Whether the charge point gives a password.
  public boolean hasPassword() {
    return this == BASIC || this == BASIC_OVER_TLS;
  }

  /// Whether the charge point connects by `wss://`.
  public boolean hasTls() {
    return this == BASIC_OVER_TLS || this == CLIENT_CERTIFICATE;
  }

  /// Whether it protects less than another.
  public boolean isBelow(SecurityProfile other) {
    return number < other.number;
  }

  /// The profile with a number of OCPP's.
  public static Optional<SecurityProfile> ofNumber(int number) {
    return Arrays.stream(values()).filter(profile -> profile.number == number).findAny();
  }
}
