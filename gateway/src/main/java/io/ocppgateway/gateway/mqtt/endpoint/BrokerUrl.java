package io.ocppgateway.gateway.mqtt.endpoint;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where the broker is and how it is spoken to.
///
/// @param path of the WebSocket, begins with a slash; `/` for the schemes without WebSocket
public record BrokerUrl(Scheme scheme, String host, int port, String path) {

  /// How a broker is spoken to.
  public enum Scheme {
    /// MQTT over TCP.
    MQTT("mqtt", 1883),
    /// MQTT over TLS, with a client certificate if there is one.
    MQTTS("mqtts", 8883),
    /// MQTT over a WebSocket that is signed with SigV4, without TLS: for brokers nearby.
    WS("ws", 80),
    /// MQTT over a WebSocket that is signed with SigV4, as AWS IoT Core takes it.
    WSS("wss", 443);

    private final String text;
    private final int defaultPort;

    Scheme(String text, int defaultPort) {
      this.text = text;
      this.defaultPort = defaultPort;
    }

    boolean isEncrypted() {
      return switch (this) {
        case MQTTS, WSS -> true;
        case MQTT, WS -> false;
      };
    }

    boolean isWebSocket() {
      return switch (this) {
        case WS, WSS -> true;
        case MQTT, MQTTS -> false;
      };
    }

    private static Optional<Scheme> of(@Nullable String text) {
      return Arrays.stream(values())
          .filter(scheme -> text != null && scheme.text.equals(text.toLowerCase(Locale.ROOT)))
          .findFirst();
    }
  }

  /// Reads a URL such as `wss://example-ats.iot.eu-central-1.amazonaws.com/mqtt`.
  ///
  /// @throws IllegalArgumentException if it is none; the message says what is allowed
  public static BrokerUrl parse(String text) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(fault(text, e.getReason()), e);
    }
    Scheme scheme =
        Scheme.of(uri.getScheme())
            .orElseThrow(() -> new IllegalArgumentException(fault(text, "unknown scheme")));
    String host = uri.getHost();
    if (host == null) {
      throw new IllegalArgumentException(fault(text, "no host"));
    }
    if (uri.getUserInfo() != null || uri.getQuery() != null || uri.getFragment() != null) {
      throw new IllegalArgumentException(
          fault(text, "user information, query and fragment have no meaning here"));
    }
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    if (!scheme.isWebSocket() && !path.equals("/")) {
      throw new IllegalArgumentException(fault(text, "only ws and wss have a path"));
    }
    return new BrokerUrl(
        scheme, host, uri.getPort() < 0 ? scheme.defaultPort : uri.getPort(), path);
  }

  /// AWS IoT Core at an account's endpoint.
  public static BrokerUrl ofIotEndpoint(String host) {
    return new BrokerUrl(Scheme.WSS, host, Scheme.WSS.defaultPort, "/mqtt");
  }

  /// Host and port as the `Host` header has them: without the port where it is the scheme's own.
  String authority() {
    return port == scheme.defaultPort ? host : host + ":" + port;
  }

  @Override
  public String toString() {
    return scheme.text + "://" + authority() + (scheme.isWebSocket() ? path : "");
  }

  private static String fault(String text, String what) {
    return "not a broker URL: '%s' (%s); allowed are wss://host/path, ws://host/path, mqtts://host and mqtt://host, each with an optional port"
        .formatted(text, what);
  }
}
