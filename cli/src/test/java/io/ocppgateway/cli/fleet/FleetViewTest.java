package io.ocppgateway.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.cli.fleet.report.Fleets;
import io.ocppgateway.simulator.fleet.statistics.FleetSnapshot;
import io.ocppgateway.simulator.fleet.statistics.Standing;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Help.Ansi;

/// What is seen of a running fleet.
class FleetViewTest {

  private static final FleetSnapshot RAMP =
      Fleets.snapshot(Duration.ofSeconds(5), new Standing(4_000, 40, 950, 3, 7, 0));

  private static final FleetSnapshot UP =
      Fleets.snapshot(Duration.ofSeconds(150), new Standing(0, 0, 5_000, 3, 0, 0));

  private final FleetView view = new FleetView(Fleets.OPTIONS, Ansi.OFF);

  @Test
  void barShowsTheRampThenTheTime() {
    String ramp = view.block(RAMP, 100).getFirst();
    String up = view.block(UP, 100).getFirst();

    assertThat(ramp)
        .isEqualTo("█".repeat(10) + "░".repeat(40) + " 0:00:05 starting 1,000 of 5,000");
    assertThat(up).isEqualTo("█".repeat(13) + "░".repeat(37) + " 0:02:30 of 0:10:00");
  }

  @Test
  void everythingWorthWatchingIsThere() {
    List<String> block = view.block(RAMP, 100);

    assertThat(block.subList(1, block.size()))
        .containsExactly(
            "connecting 40   connected 950   charging 3   waiting 7   ended 0",
            "sent 420/s   received 400/s   calls 1,500   lost 2",
            "round trip p50 2.00 ms   p90 5.00 ms   p99 18 ms   max 103 ms",
            "failed 12 × HTTP 503");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 24, 40, 79})
  void narrowTerminalGetsMoreLines(int columns) {
    List<String> wide = view.block(RAMP, 100);

    List<String> narrow = view.block(RAMP, columns);

    assertThat(narrow).hasSizeGreaterThanOrEqualTo(wide.size());
    assertThat(String.join("   ", narrow)).contains("connected 950", "p99 18 ms", "HTTP 503");
  }

  @Test
  void coloursComeOnlyWhereTheyAreWanted() {
    FleetView coloured = new FleetView(Fleets.OPTIONS, Ansi.ON);

    assertThat(String.join("", coloured.block(UP, 80))).contains("\u001B[");
    assertThat(String.join("", view.block(UP, 80))).doesNotContain("\u001B");
  }

  @Test
  void fileGetsOneLine() {
    assertThat(view.line(RAMP))
        .isEqualTo(
            "0:00:05 connecting 47 connected 950 charging 3 ended 0, sent 420/s received 400/s,"
                + " p50 2.00 ms p90 5.00 ms p99 18 ms max 103 ms, lost 2 failed 12 (most: HTTP 503)");
  }
}
