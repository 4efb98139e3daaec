package io.ocppgateway.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ocppgateway.ocpp.environment.GatewayEnvironment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Many charge points that have much to say to a broker that hears nothing: more than the gateway
/// has memory for, if each were given what one alone may have.
final class BacklogIT {

  private static final int CHARGE_POINTS = 300;

  /// For each more than one may have waiting, and its sockets hold.
  private static final int FRAMES = 120;

  private static final String FILLING = "x".repeat(4 * 1024);

  /// Of the 64 MB that buffers may take, a quarter is the backlog's. The gateway's code warms up
  /// meanwhile.
  private static final int MAX_GROWTH_MEGABYTES = 60;

  private static final int SEND_BUFFER_BYTES = 16 * 1024;

  @TempDir private Path directory;

  @Test
  void backlogOfAllChargePointsIsBoundedAndNothingIsLost() throws Exception {
    try (FakeAws aws = new FakeAws();
        Mosquitto mosquitto = Mosquitto.startPatient(directory);
        MqttObserver observer = MqttObserver.watch(mosquitto.port(), "+/in");
        GatewayProcess gateway =
            GatewayProcess.start(directory, environment(aws.url(), mosquitto.port()))) {
      List<TestChargePoint> chargePoints = connect(gateway.awaitPort());
      for (TestChargePoint chargePoint : chargePoints) {
        chargePoint.sendText(frame("first", ""));
        observer.next();
      }
      long before = gateway.residentMegabytes();

      mosquitto.freeze();
      AtomicInteger sent = new AtomicInteger();
      chargePoints.forEach(each -> sendAll(each, sent));
      awaitStandstill(sent);
      long during = gateway.residentMegabytes();
      mosquitto.thaw();

      assertThat(during - before).isLessThan(MAX_GROWTH_MEGABYTES);
      Map<String, Integer> seen = new HashMap<>();
      for (int i = 0; i < CHARGE_POINTS * FRAMES; i++) {
        seen.merge(observer.next().getTopic().toString(), 1, Integer::sum);
      }
      assertThat(seen).hasSize(CHARGE_POINTS);
      assertThat(seen.values()).containsOnly(FRAMES);
      assertThat(gateway.log())
          .doesNotContain("OutOfMemory", "OutOfDirectMemory", "charge point disconnected");
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

  private static Map<String, String> environment(String awsUrl, int brokerPort) {
    Map<String, String> environment =
        GatewayProcess.environment(awsUrl, "mqtt://127.0.0.1:" + brokerPort);
    environment.put(GatewayEnvironment.MESSAGES_PER_SECOND, "0");
    return environment;
  }
}
