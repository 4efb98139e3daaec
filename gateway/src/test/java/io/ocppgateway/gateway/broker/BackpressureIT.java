package io.ocppgateway.gateway.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.Channel;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetector.Level;
import io.ocppgateway.gateway.TestGateway;
import io.ocppgateway.gateway.peer.ScriptedBroker;
import io.ocppgateway.gateway.peer.TestChargePoint;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Each side is read only while the other takes what comes, and nothing is lost by it.
final class BackpressureIT {

  /// Together more than all sockets' buffers on the way hold, which is all that the gateway may
  /// take in advance.
  private static final int MESSAGES = 2000;

  private static final String FILLING = "x".repeat(16 * 1024);

  private static Level before;

  /// The strictest level takes a stack trace at each byte that is looked at: minutes, here.
  @BeforeAll
  static void lookForLeaksBySample() {
    before = ResourceLeakDetector.getLevel();
    ResourceLeakDetector.setLevel(Level.SIMPLE);
  }

  @AfterAll
  static void lookForLeaksAsBefore() {
    ResourceLeakDetector.setLevel(before);
  }

  @Test
  void chargePointThatDoesNotReadHoldsTheBrokerBack() throws Exception {
    AtomicInteger sent = new AtomicInteger();
    try (ScriptedBroker broker = ScriptedBroker.accepting();
        TestGateway gateway = TestGateway.start(broker.url());
        TestChargePoint chargePoint = TestChargePoint.connect(gateway.port(), "CP1")) {
      Channel link = broker.nextLink();
      for (int i = 0; i < MESSAGES; i++) {
        ScriptedBroker.send(link, "CP1/out", answer(i)).addListener(_ -> sent.incrementAndGet());
      }

      int heldBackAt = awaitStandstill(sent);

      for (int i = 0; i < MESSAGES; i++) {
        assertThat(chargePoint.nextText()).isEqualTo(answer(i));
      }
      assertThat(heldBackAt).isLessThan(MESSAGES);
    }
  }

  @Test
  void brokerThatDoesNotAcknowledgeHoldsTheChargePointBack() throws Exception {
    AtomicInteger sent = new AtomicInteger();
    try (ScriptedBroker broker = ScriptedBroker.accepting();
        TestGateway gateway = TestGateway.start(broker.url());
        TestChargePoint chargePoint = TestChargePoint.connect(gateway.port(), "CP1")) {
      Channel link = broker.nextLink();
      broker.next(MqttConnectMessage.class);
      broker.next(MqttSubscribeMessage.class);
      Thread sending =
          Thread.startVirtualThread(() -> {
            while (sent.get() < MESSAGES) {
              chargePoint.sendTextUnchecked(call(sent.get()));
              sent.incrementAndGet();
            }
          });

      int heldBackAt = awaitStandstill(sent);

      for (int i = 0; i < MESSAGES; i++) {
        MqttPublishMessage frame = broker.next(MqttPublishMessage.class);
        assertThat(frame.payload().toString(UTF_8)).isEqualTo(call(i));
        ScriptedBroker.acknowledge(link, frame);
      }
      sending.join();
      assertThat(heldBackAt).isLessThan(MESSAGES);
    }
  }

  /// How many were sent once no more are.
  private static int awaitStandstill(AtomicInteger sent) {
    AtomicInteger last = new AtomicInteger();
    await()
        .pollInterval(Duration.ofSeconds(1))
        .atMost(Duration.ofSeconds(30))
        .until(() -> sent.get() > 0 && last.getAndSet(sent.get()) == sent.get());
    return last.get();
  }

  private static String call(int number) {
    return "[2,\"%d\",\"DataTransfer\",{\"data\":\"%s\"}]".formatted(number, FILLING);
  }

  private static String answer(int number) {
    return "[3,\"%d\",{\"data\":\"%s\"}]".formatted(number, FILLING);
  }
}
