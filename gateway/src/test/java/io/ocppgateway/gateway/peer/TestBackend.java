package io.ocppgateway.gateway.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishResult;
import com.hivemq.client.mqtt.mqtt5.message.publish.puback.Mqtt5PubAckReasonCode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// What stands behind the broker: answers every CALL, sends commands, and keeps account of both.
public final class TestBackend implements AutoCloseable {

  private static final int TIMEOUT_SECONDS = 30;

  private final Mqtt5AsyncClient client;
  private final ScheduledExecutorService commander = Executors.newSingleThreadScheduledExecutor();
  private final AtomicInteger commands = new AtomicInteger();
  private final Set<String> calls = ConcurrentHashMap.newKeySet();
  private final Set<String> owed = ConcurrentHashMap.newKeySet();
  private final Map<String, String> outcomes = new ConcurrentHashMap<>();

  private TestBackend(int port) {
    client =
        MqttClient.builder()
            .useMqttVersion5()
            .identifier("backend-" + UUID.randomUUID())
            .serverHost("127.0.0.1")
            .serverPort(port)
            .buildAsync();
    client.toBlocking().connect();
  }

  public static TestBackend start(int port) {
    TestBackend backend = new TestBackend(port);
    for (String filter : List.of("+/in", "+/undelivered")) {
      backend
          .client
          .subscribeWith()
          .topicFilter(filter)
          .qos(MqttQos.AT_LEAST_ONCE)
          .callback(backend::onMessage)
          .send()
          .orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
          .join();
    }
    return backend;
  }

  /// Begins to send commands, to one charge point after the other.
  public void commandByTurns(List<String> chargePoints, int perSecond) {
    commander.scheduleAtFixedRate(
        () -> command(chargePoints.get(commands.get() % chargePoints.size())),
        0,
        TimeUnit.SECONDS.toMicros(1) / perSecond,
        TimeUnit.MICROSECONDS);
  }

  /// Sends no more of them.
  public void stopCommanding() {
    commander.shutdownNow();
  }

  /// Sends a command. If the broker has a subscriber for it, it owes an outcome.
  ///
  /// @return its id
  public String command(String chargePoint) {
    String id = "command-" + commands.incrementAndGet();
    client
        .publishWith()
        .topic(chargePoint + "/out")
        .qos(MqttQos.AT_LEAST_ONCE)
        .payload("[2,\"%s\",\"Reset\",{}]".formatted(id).getBytes(UTF_8))
        .send()
        .thenAccept(result -> {
          if (hadSubscriber(result)) {
            owed.add(id);
          }
        });
    return id;
  }

  /// What became of each command: `answered`, or the reason of its notice.
  public Map<String, String> outcomes() {
    return Map.copyOf(outcomes);
  }

  /// The commands that reached a gateway and have no outcome yet.
  public Set<String> withoutOutcome() {
    Set<String> without = new HashSet<>(owed);
    without.removeAll(outcomes.keySet());
    return without;
  }

  /// Whether a CALL with this id has come.
  public boolean hasSeen(String id) {
    return calls.contains(id);
  }

  /// Those of some CALLs that have not come.
  public List<String> unseenOf(Stream<String> ids) {
    return ids.filter(id -> !calls.contains(id)).toList();
  }

  @Override
  public void close() {
    commander.shutdownNow();
    client.disconnect();
  }

  private void onMessage(Mqtt5Publish message) {
    String text = new String(message.getPayloadAsBytes(), UTF_8);
    String[] parts = text.split("\"");
    String topic = message.getTopic().toString();
    if (topic.endsWith("/undelivered")) {
      outcomes.merge(parts[3], parts[7], (one, other) -> one + ", " + other);
    } else if (text.startsWith("[3,")) {
      outcomes.merge(parts[1], "answered", (one, other) -> one + ", " + other);
    } else {
      calls.add(parts[1]);
      client
          .publishWith()
          .topic(topic.replace("/in", "/out"))
          .qos(MqttQos.AT_LEAST_ONCE)
          .payload("[3,\"%s\",{}]".formatted(parts[1]).getBytes(UTF_8))
          .send();
    }
  }

  private static boolean hadSubscriber(Mqtt5PublishResult result) {
    return result instanceof Mqtt5PublishResult.Mqtt5Qos1Result acknowledged
        && acknowledged.getPubAck().getReasonCode()
            != Mqtt5PubAckReasonCode.NO_MATCHING_SUBSCRIBERS;
  }
}
