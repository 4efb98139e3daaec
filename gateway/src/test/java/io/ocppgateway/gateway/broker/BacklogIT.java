package io.ocppgateway.gateway.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import io.ocppgateway.gateway.peer.FakeAws;
import io.ocppgateway.gateway.peer.GatewayProcess;
import io.ocppgateway.gateway.peer.Mosquitto;
import io.ocppgateway.gateway.peer.MqttObserver;
import io.ocppgateway.gateway.peer.Relay;
import io.ocppgateway.gateway.peer.TestChargePoint;
import io.ocppgateway.ocpp.environment.GatewayEnvironment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Many charge points that have much to say while the broker is away: more than the gateway has
/// memory for, if each had what one alone may have.
final class BacklogIT {

  private static final int CHARGE_POINTS = 160;

  /// For each more than one may have waiting, and its sockets hold.
  private static final int FRAMES = 80;

  /// Of these one charge point alone may have 20 waiting, as many as mosquitto takes at once.
  private static final String FILLING = "x".repeat(12 * 1024);

  /// A quarter of it is the backlog's; 160 times 20 frames, each in a buffer of 16 KB, would be
  /// more than all of it.
  private static final String LITTLE_MEMORY = "-XX:MaxDirectMemorySize=40m";

  private static final int SEND_BUFFER_BYTES = 16 * 1024;

  /// The longest wait between two attempts to connect is 32 s.
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path directory;

  @Test
  void backlogOfAllChargePointsIsBoundedAndNothingIsLost() throws Exception {
    try (FakeAws aws = new FakeAws();
        Mosquitto mosquitto = Mosquitto.startPatient(directory);
        Relay relay = Relay.to(mosquitto.port());
        GatewayProcess gateway =
            GatewayProcess.start(directory, environment(aws.url(), relay.url()), LITTLE_MEMORY)) {
      List<TestChargePoint> chargePoints = connect(gateway.awaitReadyPort());
      try (MqttObserver observer = MqttObserver.watch(mosquitto.port(), "+/in")) {
        for (TestChargePoint chargePoint : chargePoints) {
          chargePoint.sendText(frame("first", ""));
          observer.next();
        }
      }

      relay.bar();
      mosquitto.breakDown();
      AtomicInteger sent = new AtomicInteger();
      chargePoints.forEach(each -> sendAll(each, sent));
      awaitStandstill(sent);
      mosquitto.restart();
      Set<String> seen = new HashSet<>();
      try (MqttObserver observer = MqttObserver.watch(mosquitto.port(), "+/in")) {
        relay.unbar();
        while (seen.size() < CHARGE_POINTS * FRAMES) {
          Mqtt5Publish message = observer.next(PATIENCE);
          String id = new String(message.getPayloadAsBytes(), UTF_8).split("\"")[1];
          seen.add(message.getTopic() + " " + id);
        }
      }

      assertThat(gateway.log())
          .doesNotContain("OutOfDirectMemory", "OutOfMemory", "charge point disconnected");
      for (TestChargePoint chargePoint : chargePoints) {
        chargePoint.close();
      }
    }
  }

  private static List<TestChargePoint> connect(int port) throws IOException {
    List<TestChargePoint> chargePoints = new ArrayList<>();
    for (int i = 0; i < CHARGE_POINTS; i++) {
      chargePoints.add(
          TestChargePoint.connect(port, "TABLED-" + i).withSendBuffer(SEND_BUFFER_BYTES));
    }
    return chargePoints;
  }

  private static void sendAll(TestChargePoint chargePoint, AtomicInteger sent) {
    Thread.startVirtualThread(() -> {
      for (int i = 0; i < FRAMES; i++) {
        chargePoint.sendTextUnchecked(frame(Integer.toString(i), FILLING));
        sent.incrementAndGet();
      }
    });
  }

  private static void awaitStandstill(AtomicInteger sent) {
    AtomicInteger last = new AtomicInteger();
    await()
        .pollInterval(Duration.ofSeconds(2))
        .atMost(Duration.ofSeconds(90))
        .until(() -> sent.get() > 0 && last.getAndSet(sent.get()) == sent.get());
    assertThat(sent.get()).isLessThan(CHARGE_POINTS * FRAMES);
  }

  private static String frame(String id, String filling) {
    return "[2,\"%s\",\"DataTransfer\",{\"data\":\"%s\"}]".formatted(id, filling);
  }

  private static Map<String, String> environment(String awsUrl, String brokerUrl) {
    Map<String, String> environment = GatewayProcess.environment(awsUrl, brokerUrl);
    environment.put(GatewayEnvironment.MESSAGES_PER_SECOND, "0");
    return environment;
  }
}
