package io.ocppgateway.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import io.ocppgateway.local.usage.RuleUsage;
import io.ocppgateway.local.usage.TopicGroup;
import io.ocppgateway.local.usage.Usage;
import io.ocppgateway.ocpp.topic.Topics;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/// The local stack under a burst that it cannot carry at once: all of it waits its turn, nothing is
/// lost, and what is counted is what was sent. No time is asserted.
///
/// The MQTT connections are those that the gateway would make.
@Isolated
class LocalLoadIT {

  private static final int CHARGE_POINTS = 1_000;
  private static final int HEARTBEATS_EACH = 3;
  private static final int HEARTBEATS = CHARGE_POINTS * HEARTBEATS_EACH;
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private static Stack stack;

  private final Set<String> answered = ConcurrentHashMap.newKeySet();

  @BeforeAll
  static void start() {
    stack = Stack.start("load", 1, List.of());
  }

  @AfterAll
  static void end() {
    stack.close();
  }

  @Test
  void aBurstFromAThousandConnectionsIsAnsweredRecordedAndCountedWithoutALoss() {
    List<Mqtt5AsyncClient> chargePoints =
        IntStream.range(0, CHARGE_POINTS).mapToObj(number -> client("LOAD" + number)).toList();
    forAll(chargePoints, Mqtt5AsyncClient::connect);
    forAll(chargePoints, this::subscribe);

    forAll(chargePoints, LocalLoadIT::beat);

    await().atMost(LIMIT).until(() -> answered.size() == HEARTBEATS);
    await().atMost(LIMIT).until(() -> actions(stack.local().usage()) == 2 * HEARTBEATS);
    Usage usage = stack.local().usage();
    assertThat(usage.connections().open()).isEqualTo(CHARGE_POINTS);
    assertThat(usage.published(TopicGroup.IN)).isEqualTo(HEARTBEATS);
    assertThat(usage.delivered(TopicGroup.OUT)).isEqualTo(HEARTBEATS);
    assertThat(rulesOnFrames(usage))
        .hasSize(2)
        .allSatisfy(rule -> assertThat(rule.triggered()).isEqualTo(HEARTBEATS));
    assertThat(usage.rules()).allSatisfy(rule -> assertThat(rule.failures()).isZero());
    assertThat(usage.functions())
        .filteredOn(function -> function.logicalId().contains("FrameHandler"))
        .singleElement()
        .satisfies(function -> assertThat(function.invocations()).isEqualTo(HEARTBEATS));
    assertThat(usage.functions())
        .allSatisfy(function -> assertThat(function.errors() + function.throttles()).isZero());
    assertThat(usage.operations()).containsEntry("dynamodb:PutItem", (long) HEARTBEATS);
    assertThat(usage.dropped()).isEmpty();
    assertThat(stack.local().deadLetters()).isEmpty();
    forAll(chargePoints, Mqtt5AsyncClient::disconnect);
  }

  private static Mqtt5AsyncClient client(String thingName) {
    URI broker = stack.local().mqttUrl();
    return Mqtt5Client.builder()
        .identifier(thingName)
        .serverHost(broker.getHost())
        .serverPort(broker.getPort())
        .buildAsync();
  }

  private CompletableFuture<?> subscribe(Mqtt5AsyncClient chargePoint) {
    chargePoint.publishes(MqttGlobalPublishFilter.ALL, this::onAnswer);
    return chargePoint
        .subscribeWith()
        .topicFilter(thingName(chargePoint) + "/out")
        .qos(MqttQos.AT_LEAST_ONCE)
        .send();
  }

  /// `[3,"<message id>",{…}]`
  private void onAnswer(Mqtt5Publish publish) {
    String answer = new String(publish.getPayloadAsBytes(), UTF_8);
    if (answer.startsWith("[3,\"")) {
      answered.add(answer.split("\"", 3)[1]);
    }
  }

  private static CompletableFuture<?> beat(Mqtt5AsyncClient chargePoint) {
    return CompletableFuture.allOf(
        IntStream.range(0, HEARTBEATS_EACH)
            .mapToObj(number ->
                chargePoint
                    .publishWith()
                    .topic(thingName(chargePoint) + "/in")
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .userProperties()
                    .add(Topics.OCPP_PROPERTY, "ocpp1.6")
                    .applyUserProperties()
                    .payload(
                        "[2,\"%s-%d\",\"Heartbeat\",{}]"
                            .formatted(thingName(chargePoint), number)
                            .getBytes(UTF_8))
                    .send())
            .toArray(CompletableFuture<?>[]::new));
  }

  private static String thingName(Mqtt5AsyncClient chargePoint) {
    return chargePoint.getConfig().getClientIdentifier().orElseThrow().toString();
  }

  private static long actions(Usage usage) {
    return rulesOnFrames(usage).stream().mapToLong(RuleUsage::actions).sum();
  }

  /// The one that has frames answered and the one that records Heartbeats; others concern who comes
  /// and goes.
  private static List<RuleUsage> rulesOnFrames(Usage usage) {
    return usage.rules().stream()
        .filter(rule -> rule.name().contains("AllFrames") || rule.name().contains("Heartbeats"))
        .toList();
  }

  private static void forAll(
      List<Mqtt5AsyncClient> chargePoints,
      Function<Mqtt5AsyncClient, CompletableFuture<?>> operation) {
    Stream<CompletableFuture<?>> all = chargePoints.stream().map(operation);
    CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new)).join();
  }
}
