package io.ocppgateway.local;

/// The ports on which the local stack listens; 0 takes any free one.
///
/// @param webSocket where charge points connect
/// @param mqtt where MQTT clients connect over TCP
/// @param aws where AWS clients connect
public record Ports(int webSocket, int mqtt, int aws) {

  /// The ports that people expect.
  public static final Ports DEFAULT = new Ports(8080, 1883, 4566);

  /// Any free ports.
  public static final Ports FREE = new Ports(0, 0, 0);

  private static final int GREATEST = 65_535;

  /// Checks the ports.
  ///
  /// @throws IllegalArgumentException if one is not between 0 and 65535
  public Ports {
    check("WebSocket", webSocket);
    check("MQTT", mqtt);
    check("AWS", aws);
  }

  private static void check(String purpose, int port) {
    if (port < 0 || port > GREATEST) {
      throw new IllegalArgumentException(
          "%s port %d; allowed are 0 (any free one) to %d".formatted(purpose, port, GREATEST));
    }
  }
}
