package io.ocppgateway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.datatypes.MqttTopicFilter;
import com.hivemq.client.mqtt.exceptions.ConnectionFailedException;
import com.hivemq.client.mqtt.exceptions.MqttClientStateException;
import com.hivemq.client.mqtt.exceptions.MqttSessionExpiredException;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient.Mqtt5Publishes;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5DisconnectException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5SubAckException;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscription;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import io.ocppgateway.cli.shell.CommandFailure;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.regions.Region;

/// An MQTT connection that listens: connected and subscribed when it is made, ended by [#close].
final class MqttSession implements AutoCloseable {

  private static final int MQTT_KEEP_ALIVE_SECONDS = 60;
  private static final String PATH = "mqtt";

  private final Mqtt5BlockingClient client;
  private final Mqtt5Publishes publishes;

  private MqttSession(Mqtt5BlockingClient client, Mqtt5Publishes publishes) {
    this.client = client;
    this.publishes = publishes;
  }

  /// To a broker that asks for no credentials.
  ///
  /// @throws CommandFailure if it does not answer, or refuses
  static MqttSession plain(String host, int port, List<MqttTopicFilter> filters) {
    return open(
        builder().serverHost(host).serverPort(port),
        filters,
        "nothing answers at mqtt://%s:%d: start it with ./cpo local".formatted(host, port));
  }

  /// To AWS IoT over WebSocket, signed with SigV4.
  ///
  /// @param broker `wss://host` or, without TLS, `ws://host:port`
  /// @throws CommandFailure if it does not answer, or refuses
  static MqttSession signed(
      URI broker, AwsCredentials credentials, Region region, List<MqttTopicFilter> filters) {
    boolean tls = broker.getScheme().equals("wss");
    int port = broker.getPort() >= 0 ? broker.getPort() : tls ? 443 : 80;
    URI upgrade =
        URI.create("%s://%s:%d/%s".formatted(tls ? "https" : "http", broker.getHost(), port, PATH));
    String query = PresignedConnect.query(upgrade, credentials, region, Clock.systemUTC());
    Mqtt5ClientBuilder builder =
        builder()
            .serverHost(broker.getHost())
            .serverPort(port)
            .webSocketConfig()
            .serverPath(PATH)
            // The client escapes what it is given: escaped already, it would be escaped twice. It
            // leaves a plus sign as it is, which a session token may hold.
            .queryString(URLDecoder.decode(query, UTF_8))
            .applyWebSocketConfig();
    return open(
        tls ? builder.sslWithDefaultConfig() : builder,
        filters,
        "%s cannot be reached".formatted(broker));
  }

  /// The next message; waits for it.
  ///
  /// @throws CommandFailure if the connection ended
  /// @throws InterruptedException if interrupted while it waits
  Mqtt5Publish receive() throws InterruptedException {
    try {
      return publishes.receive();
    } catch (MqttSessionExpiredException | MqttClientStateException e) {
      throw new CommandFailure(
          e.getCause() instanceof Mqtt5DisconnectException told
              ? "the broker ended the connection: " + told.getMqttMessage().getReasonCode()
              : "the connection to the broker is lost",
          e);
    }
  }

  @Override
  public void close() {
    publishes.close();
    if (client.getState().isConnected()) {
      client.disconnect();
    }
  }

  private static Mqtt5ClientBuilder builder() {
    return MqttClient.builder().useMqttVersion5().identifier("cpo-watch-" + UUID.randomUUID());
  }

  private static MqttSession open(
      Mqtt5ClientBuilder builder, List<MqttTopicFilter> filters, String unreachable) {
    Mqtt5BlockingClient client = builder.buildBlocking();
    try {
      client.connectWith().keepAlive(MQTT_KEEP_ALIVE_SECONDS).send();
      MqttSession session = new MqttSession(client, client.publishes(MqttGlobalPublishFilter.ALL));
      client
          .subscribeWith()
          .addSubscriptions(filters.stream().map(MqttSession::subscription))
          .send();
      return session;
    } catch (ConnectionFailedException e) {
      throw new CommandFailure(
          e.getCause() instanceof WebSocketClientHandshakeException refused
              ? "the broker refused the connection: " + refused.getMessage()
              : unreachable,
          e);
    } catch (Mqtt5ConnAckException e) {
      throw new CommandFailure(
          "the broker refused the connection: " + e.getMqttMessage().getReasonCode(), e);
    } catch (Mqtt5SubAckException e) {
      throw new CommandFailure(
          "the broker refused to subscribe %s: %s"
              .formatted(filters, e.getMqttMessage().getReasonCodes()),
          e);
    }
  }

  private static Mqtt5Subscription subscription(MqttTopicFilter filter) {
    return Mqtt5Subscription.builder().topicFilter(filter).qos(MqttQos.AT_LEAST_ONCE).build();
  }
}
