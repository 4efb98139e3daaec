package io.ocppgateway.bench.candidate;

/// What can be measured.
public enum Kind {
  /// This gateway, MQTT over TCP.
  GATEWAY("gateway, plain"),
  /// This gateway, MQTT over TLS.
  GATEWAY_TLS("gateway, TLS to the broker"),
  /// The floor: WebSocket to MQTT in C, nothing checked.
  RELAY("C relay"),
  /// A proxy that reads the upgrade and passes bytes on, to a WebSocket server: no MQTT.
  HAPROXY_HTTP("HAProxy, http mode"),
  /// A proxy that passes bytes on, to a WebSocket server: no MQTT.
  HAPROXY_TCP("HAProxy, tcp mode");

  private final String title;

  Kind(String title) {
    this.title = title;
  }

  /// Whether it is this gateway, and so a Java process.
  public boolean isGateway() {
    return switch (this) {
      case GATEWAY, GATEWAY_TLS -> true;
      case RELAY, HAPROXY_HTTP, HAPROXY_TCP -> false;
    };
  }

  /// Its name in tables.
  public String title() {
    return title;
  }
}
