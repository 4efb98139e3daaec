package io.ocppgateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ocppgateway.e2e.JMeter.Sample;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.iot.IotClient;

/// The JMeter plan plays charge points, and takes for an answer only what is one.
@Isolated
@ExtendWith(LocalStackExtension.class)
class JMeterIT {

  private static final int CHARGE_POINTS = 50;

  private final Stack stack;
  private final Path directory;

  JMeterIT(Stack stack, @TempDir Path directory) {
    this.stack = stack;
    this.directory = directory;
  }

  @Test
  void fiftyChargePointsBeatAtTheIntervalTheyAreToldAndEachIsAnswered() throws Exception {
    List<String> identities =
        IntStream.rangeClosed(1, CHARGE_POINTS).mapToObj("JMETER%04d"::formatted).toList();
    register(identities);

    // Told to beat every 10 s, each beats once: in what is left, not again.
    List<Sample> samples =
        run(
            "url=" + stack.url(),
            "idPrefix=JMETER",
            "chargePoints=" + CHARGE_POINTS,
            "rampUp=5",
            "duration=16");

    assertThat(samples).allMatch(Sample::successful);
    assertThat(labels(samples, "Connect")).hasSize(CHARGE_POINTS);
    assertThat(labels(samples, "BootNotification")).hasSize(CHARGE_POINTS);
    assertThat(labels(samples, "Heartbeat")).hasSize(CHARGE_POINTS);
    assertThat(labels(samples, "Close")).hasSize(CHARGE_POINTS);
    assertThat(samples).hasSize(4 * CHARGE_POINTS);
    // The rule that records them answers nobody: it may be a moment behind.
    await().untilAsserted(() -> assertThat(recordedHeartbeats()).containsAll(identities));
  }

  @Test
  void whatIsNoAnswerFailsTheSampleAndEndsTheChargePoint() throws Exception {
    try (Program csms = lyingCsms()) {
      String port = csms.awaitLine("listens on").replaceAll("\\D", "");

      // One Heartbeat fits in, and no second one; up to four seconds may pass until JMeter gets
      // going, which compiles its scripts first.
      List<Sample> samples =
          run(
              "url=ws://127.0.0.1:" + port + "/ocpp/",
              "protocol=ocpp2.0.1",
              "chargePoints=5",
              "rampUp=0",
              "heartbeatInterval=5",
              "duration=9",
              "answerTimeout=5");

      assertThat(labels(samples, "BootNotification")).hasSize(5).allMatch(Sample::successful);
      assertThat(labels(samples, "Heartbeat")).hasSize(5).filteredOn(Sample::successful).hasSize(1);
      assertThat(labels(samples, "Close")).singleElement().matches(Sample::successful);
    }
  }

  private List<Sample> run(String... parameters) throws Exception {
    Path results = directory.resolve("results.jtl");
    try (Program jmeter = JMeter.start(results, parameters)) {
      jmeter.awaitLine("Starting standalone test");
      jmeter.awaitLine("end of run");

      assertThat(jmeter.awaitExit()).as(() -> String.join("\n", jmeter.lines())).isZero();
    }
    return JMeter.samples(results);
  }

  private static List<Sample> labels(List<Sample> samples, String label) {
    return samples.stream().filter(sample -> sample.label().equals(label)).toList();
  }

  private void register(List<String> identities) {
    try (IotClient iot = stack.iot()) {
      identities.forEach(identity -> iot.createThing(thing -> thing.thingName(identity)));
    }
  }

  private List<String> recordedHeartbeats() {
    try (DynamoDbClient dynamoDb = stack.dynamoDb()) {
      return dynamoDb
          .scanPaginator(scan -> scan.tableName(stack.table("chargePointHeartbeat")))
          .items()
          .stream()
          .map(item -> item.get("chargePointId").s())
          .toList();
    }
  }

  private static Program lyingCsms() {
    return Program.start(
        Map.of("WS", Peers.ofNpm("ws")),
        List.of("node", Path.of("src/test/node/lying-csms.mjs").toAbsolutePath().toString()));
  }
}
