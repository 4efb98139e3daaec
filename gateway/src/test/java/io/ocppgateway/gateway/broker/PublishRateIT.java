package io.ocppgateway.gateway.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.gateway.TestGateway;
import io.ocppgateway.gateway.peer.Mosquitto;
import io.ocppgateway.gateway.peer.MqttObserver;
import io.ocppgateway.gateway.peer.Relay;
import io.ocppgateway.gateway.peer.TestChargePoint;
import io.ocppgateway.ocpp.environment.GatewayEnvironment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How fast a backlog goes to a broker that is there again.
final class PublishRateIT {

  private static final int PER_SECOND = 20;
  private static final int FRAMES = 60;

  /// A fifth of a second's, and one, come at once; the others at four fifths of the rate.
  private static final Duration WHOLE_BACKLOG = Duration.ofMillis((FRAMES - 5) * 1000 / 16);

  /// For a machine that does other things too, and so delivers late what was sent in time.
  private static final Duration NOISE = Duration.ofSeconds(1);

  /// The longest wait between two attempts to connect is 32 s.
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path directory;

  /// @param at in nanoseconds
  private record Seen(String text, long at) {}

  @Test
  void backlogComesAtTheRateInOrderAndOnce() throws Exception {
    try (Mosquitto mosquitto = Mosquitto.start(directory);
        Relay relay = Relay.to(mosquitto.port());
        TestGateway gateway =
            TestGateway.start(
                relay.url(),
                Map.of(GatewayEnvironment.PUBLISHES_PER_SECOND, Integer.toString(PER_SECOND)));
        TestChargePoint chargePoint = TestChargePoint.connect(gateway.port(), "CP1")) {
      List<String> backlog = IntStream.range(0, FRAMES).mapToObj(PublishRateIT::frame).toList();
      try (MqttObserver observer = MqttObserver.watch(mosquitto.port(), "CP1/in")) {
        chargePoint.sendText(frame(-1));
        observer.next();
      }
      relay.bar();
      for (String frame : backlog) {
        chargePoint.sendText(frame);
      }

      List<Seen> seen = new ArrayList<>();
      try (MqttObserver observer = MqttObserver.watch(mosquitto.port(), "CP1/in")) {
        relay.unbar();
        while (seen.size() < FRAMES) {
          String text = new String(observer.next(PATIENCE).getPayloadAsBytes(), UTF_8);
          // The first one's acknowledgement may not have come through; it comes again then.
          if (!text.equals(frame(-1))) {
            seen.add(new Seen(text, System.nanoTime()));
          }
        }
        assertThat(observer.unseen("CP1/in")).isEmpty();
      }

      assertThat(seen).extracting(Seen::text).containsExactlyElementsOf(backlog);
      assertThat(seen.getLast().at - seen.getFirst().at)
          .isGreaterThan(WHOLE_BACKLOG.minus(NOISE).toNanos());
      assertThat(seen)
          .allSatisfy(first ->
              assertThat(seen)
                  .filteredOn(each ->
                      each.at >= first.at && each.at - first.at < Duration.ofSeconds(1).toNanos())
                  .as("in a second, late ones of the second before included")
                  .hasSizeLessThanOrEqualTo(2 * PER_SECOND));
    }
  }

  private static String frame(int number) {
    return "[2,\"%d\",\"Heartbeat\",{}]".formatted(number);
  }
}
