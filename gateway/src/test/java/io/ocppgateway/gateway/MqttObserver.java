package io.ocppgateway.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// Somebody at the broker: sees what charge points send, and sends them something.
final class MqttObserver implements AutoCloseable {

  private static final int TIMEOUT_SECONDS = 10;

  private final Mqtt5AsyncClient client;
  private final BlockingQueue<Mqtt5Publish> seen = new LinkedBlockingQueue<>();

  private MqttObserver(int port) {
    client =
        MqttClient.builder()
            .useMqttVersion5()
            .serverHost("127.0.0.1")
            .serverPort(port)
            .buildAsync();
    client.toBlocking().connect();
  }

  /// Watches a topic filter.
  static MqttObserver watch(int port, String filter) {
    return watch(port, filter, (observer, message) -> observer.seen.add(message));
  }

  /// Answers each message on `{id}/in` with a text on `{id}/out`, at once.
  static MqttObserver answering(int port, String id, String answer) {
    return watch(port, id + "/in", (observer, _) -> observer.publish(id + "/out", answer));
  }

  private static MqttObserver watch(
      int port, String filter, BiConsumer<MqttObserver, Mqtt5Publish> onMessage) {
    MqttObserver observer = new MqttObserver(port);
    Consumer<Mqtt5Publish> callback = message -> onMessage.accept(observer, message);
    observer
        .client
        .subscribeWith()
        .topicFilter(filter)
        .qos(MqttQos.AT_LEAST_ONCE)
        .callback(callback)
        .send()
        .orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
        .join();
    return observer;
  }

  void publish(String topic, String payload) {
    publish(topic, payload.getBytes(UTF_8));
  }

  void publish(String topic, byte[] payload) {
    client.publishWith().topic(topic).qos(MqttQos.AT_LEAST_ONCE).payload(payload).send();
  }

  /// The next message, waited for.
  Mqtt5Publish next() throws InterruptedException {
    Mqtt5Publish message = seen.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    if (message == null) {
      throw new AssertionError("nothing was published within " + TIMEOUT_SECONDS + " s");
    }
    return message;
  }

  /// The payload of the next message, waited for.
  String nextText() throws InterruptedException {
    return new String(next().getPayloadAsBytes(), UTF_8);
  }

  boolean hasSeenMore() {
    return !seen.isEmpty();
  }

  @Override
  public void close() {
    client.disconnect();
  }
}
