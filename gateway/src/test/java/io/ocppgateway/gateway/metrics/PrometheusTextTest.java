package io.ocppgateway.gateway.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class PrometheusTextTest {

  private final Metrics metrics = new Metrics();

  @Test
  void textIsEscaped() {
    metrics.facts(
        "build_info", "Back\\slash,\nnew line.", List.of(new Label("name", "a \"b\" \\ \n c")));

    String text = PrometheusText.of(metrics.read());

    assertThat(text)
        .isEqualTo(
            """
            # HELP build_info Back\\\\slash,\\nnew line.
            # TYPE build_info gauge
            build_info{name="a \\"b\\" \\\\ \\n c"} 1
            """);
  }

  @Test
  void bucketsHoldAllBelowThem() {
    Histogram histogram = metrics.histogram("wait_seconds", "Wait.", 1_000, 2_000_000);
    histogram.record(1);
    histogram.record(TimeUnit.SECONDS.toNanos(1));
    histogram.record(TimeUnit.SECONDS.toNanos(4));

    String text = PrometheusText.of(metrics.read());

    assertThat(text)
        .isEqualTo(
            """
            # HELP wait_seconds Wait.
            # TYPE wait_seconds histogram
            wait_seconds_bucket{le="0.001"} 1
            wait_seconds_bucket{le="2"} 2
            wait_seconds_bucket{le="+Inf"} 3
            wait_seconds_sum 5.000000001
            wait_seconds_count 3
            """);
  }

  @Test
  void whatIsNoNumberIsSaidSo() {
    metrics.gauge("memory_bytes", "Memory.", () -> Double.NaN);

    String text = PrometheusText.of(metrics.read());

    assertThat(text).endsWith("\nmemory_bytes NaN\n");
  }
}
