package io.ocppgateway.gateway.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// Somebody at the broker: sees what charge points send, and sends them something.
public final class MqttObserver implements AutoCloseable {

  private static final int TIMEOUT_SECONDS = 30;
  private static final int SESSION_SECONDS = 300;
  private static final String COLLECTOR = "collector";

  private final Mqtt5AsyncClient client;
  private final BlockingQueue<Mqtt5Publish> seen = new LinkedBlockingQueue<>();

  private MqttObserver(int port) {
    client = client(port);
    client.toBlocking().connect();
  }

  /// Takes up a session that exists.
  private MqttObserver(Mqtt5AsyncClient client) {
    this.client = client;
    client.publishes(MqttGlobalPublishFilter.ALL, seen::add);
    keepSession(client);
  }

  /// Has the broker collect what is published, for [#resume].
  public static void subscribeAhead(int port, String filter) {
    Mqtt5AsyncClient client = client(port, COLLECTOR);
    keepSession(client);
    client.toBlocking().subscribeWith().topicFilter(filter).qos(MqttQos.AT_LEAST_ONCE).send();
    client.toBlocking().disconnectWith().sessionExpiryInterval(SESSION_SECONDS).send();
  }

  /// Receives what the broker has collected, and what comes.
  public static MqttObserver resume(int port) {
    return new MqttObserver(client(port, COLLECTOR));
  }

  private static void keepSession(Mqtt5AsyncClient client) {
    client
        .toBlocking()
        .connectWith()
        .cleanStart(false)
        .sessionExpiryInterval(SESSION_SECONDS)
        .send();
  }

  private static Mqtt5AsyncClient client(int port) {
    return client(port, "observer-" + UUID.randomUUID());
  }

  private static Mqtt5AsyncClient client(int port, String clientId) {
    return MqttClient.builder()
        .useMqttVersion5()
        .identifier(clientId)
        .serverHost("127.0.0.1")
        .serverPort(port)
        .buildAsync();
  }

  /// Watches a topic filter.
  public static MqttObserver watch(int port, String filter) {
    return watch(port, filter, (observer, message) -> observer.seen.add(message));
  }

  /// Answers each message on `{id}/in` with a text on `{id}/out`, at once.
  public static MqttObserver answering(int port, String id, String answer) {
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

  public void publish(String topic, String payload) {
    publish(topic, payload.getBytes(UTF_8));
  }

  public void publish(String topic, byte[] payload) {
    client.publishWith().topic(topic).qos(MqttQos.AT_LEAST_ONCE).payload(payload).send();
  }

  /// Publishes a message that the broker also gives to whoever subscribes later.
  public void publishRetained(String topic, byte[] payload) {
    client
        .publishWith()
        .topic(topic)
        .qos(MqttQos.AT_LEAST_ONCE)
        .payload(payload)
        .retain(true)
        .send();
  }

  /// Publishes a message that is worth nothing after a time.
  public void publish(String topic, String payload, int expirySeconds) {
    client
        .publishWith()
        .topic(topic)
        .qos(MqttQos.AT_LEAST_ONCE)
        .payload(payload.getBytes(UTF_8))
        .messageExpiryInterval(expirySeconds)
        .send();
  }

  /// The next message, waited for.
  public Mqtt5Publish next() throws InterruptedException {
    return next(Duration.ofSeconds(TIMEOUT_SECONDS));
  }

  public Mqtt5Publish next(Duration timeout) throws InterruptedException {
    Mqtt5Publish message = seen.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
    if (message == null) {
      throw new AssertionError("nothing was published within " + timeout);
    }
    return message;
  }

  /// The payload of the next message, waited for.
  public String nextText() throws InterruptedException {
    return new String(next().getPayloadAsBytes(), UTF_8);
  }

  /// What was published before now that nobody has looked at: all that comes before a message of
  /// its own.
  ///
  /// @param topic that it watches
  public List<String> unseen(String topic) throws InterruptedException {
    String last = "last " + UUID.randomUUID();
    publish(topic, last);
    List<String> before = new ArrayList<>();
    for (String text = nextText(); !text.equals(last); text = nextText()) {
      before.add(text);
    }
    return before;
  }

  public boolean hasSeenMore() {
    return !seen.isEmpty();
  }

  @Override
  public void close() {
    client.disconnect();
  }
}
