package io.ocppgateway.local.iot;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5DisconnectException;
import com.hivemq.client.mqtt.mqtt5.message.disconnect.Mqtt5DisconnectReasonCode;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import io.ocppgateway.local.aws.AccessControl;
import io.ocppgateway.local.aws.AccessKey;
import io.ocppgateway.local.aws.Principals;
import io.ocppgateway.local.aws.SignedUrls;
import io.ocppgateway.local.usage.UsageMeter;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A local IoT Core on free ports, and MQTT clients of it that end with it.
public final class LocalIot implements AutoCloseable {

  public static final String HOST = "127.0.0.1";
  private static final long PATIENCE_SECONDS = 30;

  public final ManualClock clock = new ManualClock();
  public final Principals principals = new Principals();
  public final UsageMeter meter = new UsageMeter(clock);
  public final IotCore core;
  private final List<Mqtt5AsyncClient> clients = new ArrayList<>();
  private final Map<String, BlockingQueue<Optional<Mqtt5DisconnectReasonCode>>> ends =
      new ConcurrentHashMap<>();

  public LocalIot() {
    this(null);
  }

  public LocalIot(@Nullable Path directory) {
    core =
        IotCore.start(
            new IotConfig(HOST, 0, 0, "eu-central-1", "000000000000", "127.0.0.1:4566", directory),
            principals,
            new AccessControl(),
            clock,
            meter);
  }

  public Mqtt5ClientBuilder builder(String clientId) {
    BlockingQueue<Optional<Mqtt5DisconnectReasonCode>> end =
        ends.computeIfAbsent(clientId, _ -> new LinkedBlockingQueue<>());
    return Mqtt5Client.builder()
        .identifier(clientId)
        .serverHost(HOST)
        .serverPort(core.mqttPort())
        .addDisconnectedListener(context ->
            end.add(
                context.getCause() instanceof Mqtt5DisconnectException e
                    ? Optional.of(e.getMqttMessage().getReasonCode())
                    : Optional.empty()));
  }

  public Mqtt5BlockingClient connect(String clientId) {
    Mqtt5BlockingClient client = own(builder(clientId).buildAsync()).toBlocking();
    client.connect();
    return client;
  }

  /// A client over WebSocket that signs with this key, not yet connected.
  public Mqtt5BlockingClient signed(String clientId, AccessKey key) {
    URI uri = URI.create("http://%s:%d/mqtt".formatted(HOST, core.webSocketPort()));
    String query = SignedUrls.query(key, "iotdevicegateway", uri, clock);
    return own(builder(clientId)
            .serverPort(core.webSocketPort())
            .webSocketConfig()
            .serverPath("mqtt")
            // This client encodes the query itself.
            .queryString(URLDecoder.decode(query, UTF_8))
            .applyWebSocketConfig()
            .buildAsync())
        .toBlocking();
  }

  public Mqtt5AsyncClient own(Mqtt5AsyncClient client) {
    clients.add(client);
    return client;
  }

  /// A client that collects what it gets on these filters.
  public Inbox inbox(String clientId, MqttQos qos, String... filters) {
    Mqtt5BlockingClient client = connect(clientId);
    Inbox inbox = new Inbox(client);
    client.toAsync().publishes(MqttGlobalPublishFilter.ALL, inbox.received::add);
    for (String filter : filters) {
      client.subscribeWith().topicFilter(filter).qos(qos).send();
    }
    return inbox;
  }

  /// With which reason code the broker ended the client's connection.
  public Mqtt5DisconnectReasonCode end(String clientId) throws InterruptedException {
    BlockingQueue<Optional<Mqtt5DisconnectReasonCode>> queue = ends.get(clientId);
    Optional<Mqtt5DisconnectReasonCode> end =
        queue == null ? null : queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (end == null) {
      throw new AssertionError("the connection of " + clientId + " did not end");
    }
    return end.orElseThrow(() -> new AssertionError(clientId + " got no DISCONNECT"));
  }

  @Override
  public void close() {
    for (Mqtt5AsyncClient client : clients) {
      if (client.getState().isConnected()) {
        // It may be ended by the broker at this very moment.
        client.disconnect().exceptionally(_ -> null).join();
      }
    }
    core.close();
  }

  /// What a client received.
  public record Inbox(Mqtt5BlockingClient client, BlockingQueue<Mqtt5Publish> received) {

    Inbox(Mqtt5BlockingClient client) {
      this(client, new LinkedBlockingQueue<>());
    }

    public Mqtt5Publish next() throws InterruptedException {
      Mqtt5Publish next = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("no message came");
      }
      return next;
    }

    public String nextText() throws InterruptedException {
      return text(next());
    }

    public static String text(Mqtt5Publish publish) {
      return new String(publish.getPayloadAsBytes(), UTF_8);
    }
  }
}
