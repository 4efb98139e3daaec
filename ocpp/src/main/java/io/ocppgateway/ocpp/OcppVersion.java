package io.ocppgateway.ocpp;

import java.util.Arrays;
import java.util.Optional;

/// A version of OCPP that is spoken here, with the name that negotiates it.
///
/// Only the WebSocket subprotocol decides the version of a connection, never the URL.
///
/// @see "OCPP-J 1.6 §3.3; OCPP 2.0.1 Part 4 §3.1.2; OCPP 2.1 Part 4 §3.1.2"
public enum OcppVersion {
  /// OCPP 1.6, edition 2, JSON over WebSocket.
  V1_6("ocpp1.6"),
  /// OCPP 2.0.1.
  V2_0_1("ocpp2.0.1"),
  /// OCPP 2.1, which adds CALLRESULTERROR and SEND.
  V2_1("ocpp2.1");

  private final String subprotocol;

  OcppVersion(String subprotocol) {
    this.subprotocol = subprotocol;
  }

  /// The name registered for `Sec-WebSocket-Protocol`, for example `ocpp1.6`.
  public String subprotocol() {
    return subprotocol;
  }

  /// The version that a subprotocol name stands for, empty where none here has that name.
  public static Optional<OcppVersion> ofSubprotocol(String subprotocol) {
    return Arrays.stream(values())
        .filter(version -> version.subprotocol.equals(subprotocol))
        .findFirst();
  }
}
