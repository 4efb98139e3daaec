package io.ocppgateway.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishBuilder;
import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.ocpp.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/// The MQTT test client: what passes on some topics from now on, and a way to publish.
final class Messages implements AutoCloseable {

  /// One message.
  record Message(String topic, String payload, List<String> userProperties) {}

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Mqtt5BlockingClient client;
  private final List<Message> seen = new CopyOnWriteArrayList<>();

  private Messages(Mqtt5BlockingClient client) {
    this.client = client;
  }

  /// Subscribes, and returns when the broker has confirmed it.
  static Messages on(Stack stack, String... filters) {
    Messages messages = new Messages(stack.mqttClient());
    messages.client.toAsync().publishes(MqttGlobalPublishFilter.ALL, messages::add);
    for (String filter : filters) {
      messages.client.subscribeWith().topicFilter(filter).qos(MqttQos.AT_LEAST_ONCE).send();
    }
    return messages;
  }

  /// Publishes with QoS 1, as an operator does.
  void publish(String topic, String payload) {
    client.publish(message(topic, payload).build());
  }

  /// Publishes with QoS 1 what a charge point says, as a gateway does.
  void publish(String topic, String payload, OcppVersion version) {
    client.publish(
        message(topic, payload)
            .userProperties()
            .add(Topics.OCPP_PROPERTY, version.subprotocol())
            .applyUserProperties()
            .build());
  }

  private static Mqtt5PublishBuilder.Complete message(String topic, String payload) {
    return Mqtt5Publish.builder()
        .topic(topic)
        .qos(MqttQos.AT_LEAST_ONCE)
        .payload(payload.getBytes(UTF_8));
  }

  /// Waits for a message on a topic that contains a text.
  Message await(String topic, String text) {
    Predicate<Message> wanted =
        message -> message.topic.equals(topic) && message.payload.contains(text);
    Awaitility.await()
        .atMost(PATIENCE)
        .alias("'%s' on %s among %s".formatted(text, topic, seen))
        .until(() -> seen.stream().anyMatch(wanted));
    return seen.stream().filter(wanted).findFirst().orElseThrow();
  }

  /// What came on a topic so far.
  List<String> on(String topic) {
    return seen.stream()
        .filter(message -> message.topic.equals(topic))
        .map(Message::payload)
        .toList();
  }

  /// All messages so far.
  List<Message> seen() {
    return List.copyOf(seen);
  }

  @Override
  public void close() {
    client.disconnect();
  }

  private void add(Mqtt5Publish publish) {
    seen.add(
        new Message(
            publish.getTopic().toString(),
            new String(publish.getPayloadAsBytes(), UTF_8),
            publish.getUserProperties().asList().stream()
                .map(property -> property.getName() + "=" + property.getValue())
                .toList()));
  }
}
