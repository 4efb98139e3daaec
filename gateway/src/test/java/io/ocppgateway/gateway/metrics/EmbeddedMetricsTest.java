package io.ocppgateway.gateway.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class EmbeddedMetricsTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private enum Cause {
    FIRE,
    BAD_LUCK
  }

  private final Metrics metrics = new Metrics();
  private final EmbeddedMetrics format =
      new EmbeddedMetrics("Fleet", Map.of("Stack", "one", "Area", "two"));

  @Test
  void lineIsWhatTheSpecificationSays() {
    metrics.counter("ocpp_gateway_received_bytes_total", "Bytes.").add(12);
    metrics.gauge("load", "Load.", () -> 0.5);

    String line = format.line(NOW, metrics.read());

    assertThat(JsonMapper.shared().readTree(line))
        .isEqualTo(
            JsonMapper.shared()
                .readTree(
                    """
                    {"_aws":{"Timestamp":1767225600000,"CloudWatchMetrics":[
                      {"Namespace":"Fleet","Dimensions":[["Area","Stack"]],"Metrics":[
                        {"Name":"ReceivedBytes","Unit":"Bytes"},{"Name":"Load","Unit":"Count"}]}]},
                     "Stack":"one","Area":"two","ReceivedBytes":12,"Load":0.5}
                    """));
    assertThat(line).doesNotContain("\n");
  }

  @Test
  void countersTellWhatCameSinceTheLineBefore() {
    Sum sum = metrics.counter("things_total", "Things.");
    sum.add(5);
    format.line(NOW, metrics.read());
    sum.add(3);

    JsonNode second = line();
    JsonNode third = line();

    assertThat(second.path("Things").asInt()).isEqualTo(3);
    assertThat(third.path("Things").asInt()).isZero();
    assertThat(third.has("Things")).isTrue();
  }

  @Test
  void levelsAreToldAsTheyAre() {
    Sum level = metrics.level("ocpp_gateway_outbox_messages", "Messages.");
    level.add(5);
    format.line(NOW, metrics.read());
    level.add(-2);

    JsonNode second = line();

    assertThat(second.path("OutboxMessages").asInt()).isEqualTo(3);
  }

  @Test
  void factIsLeftOut() {
    metrics.fact("process_max_fds", "Files.", 1024);
    metrics.facts("build_info", "Build.", List.of(new Label("version", "1")));

    JsonNode line = line();

    assertThat(line.path("_aws").path("CloudWatchMetrics")).isEmpty();
    assertThat(line.size()).as("the time and two dimensions").isEqualTo(3);
  }

  @Test
  void labelThatNothingCameUnderIsLeftOut() {
    SumByLabel<Cause> ended =
        metrics.counter("ocpp_gateway_ended_total", "Ended.", "cause", EnumSet.allOf(Cause.class));
    ended.increment(Cause.BAD_LUCK);

    JsonNode line = line();

    assertThat(line.path("EndedBadLuck").asInt()).isEqualTo(1);
    assertThat(line.has("EndedFire")).isFalse();
    assertThat(namesIn(line)).containsExactly("EndedBadLuck");
  }

  @Test
  void histogramIsItsBucketsSinceTheLineBefore() {
    Histogram histogram = metrics.histogram("ocpp_gateway_publish_seconds", "P.", 1_000, 2_000);
    histogram.record(1);
    format.line(NOW, metrics.read());
    histogram.record(TimeUnit.MICROSECONDS.toNanos(1_500));
    histogram.record(TimeUnit.MICROSECONDS.toNanos(1_500));
    histogram.record(TimeUnit.MICROSECONDS.toNanos(1));

    JsonNode second = line();
    JsonNode third = line();

    assertThat(second.path("PublishSeconds"))
        .isEqualTo(
            JsonMapper.shared()
                .readTree(
                    """
                    {"Values":[0.001,0.002],"Counts":[1,2],"Min":0.001,"Max":0.002,"Count":3,
                     "Sum":0.003001}
                    """));
    assertThat(third.has("PublishSeconds")).isFalse();
  }

  @Test
  void directiveHoldsAHundredMetricsAtMost() {
    for (int i = 0; i < 205; i++) {
      metrics.gauge("metric_%d".formatted(i), "One of many.", () -> 1);
    }

    JsonNode line = line();

    assertThat(line.path("_aws").path("CloudWatchMetrics"))
        .extracting(directive -> directive.path("Metrics").size())
        .containsExactly(100, 100, 5);
    assertThat(namesIn(line)).hasSize(205).allMatch(line::has);
  }

  @Test
  void whatIsNoNumberIsLeftOut() {
    metrics.gauge("memory_bytes", "Memory.", () -> Double.NaN);

    JsonNode line = line();

    assertThat(line.has("MemoryBytes")).isFalse();
  }

  private JsonNode line() {
    return JsonMapper.shared().readTree(format.line(NOW, metrics.read()));
  }

  private static List<String> namesIn(JsonNode line) {
    List<String> names = new ArrayList<>();
    for (JsonNode directive : line.path("_aws").path("CloudWatchMetrics")) {
      directive.path("Metrics").forEach(metric -> names.add(metric.path("Name").asString()));
    }
    return names;
  }
}
