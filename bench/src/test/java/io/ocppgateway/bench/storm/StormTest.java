package io.ocppgateway.bench.storm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The storms of docs/scaling.md at a thirteenth of their size, with the default quota. At their
/// full size they are held against the document by [ScalingDocumentTest].
final class StormTest {

  private static final int LOST = 40_000;

  private static final Map<String, Curve> CURVES =
      ZoneLoss.scenarios(LOST).stream()
          .limit(6)
          .map(Storm::pass)
          .collect(Collectors.toMap(curve -> curve.scenario().name(), Function.identity()));

  @Test
  void everybodyComesBack() {
    assertThat(CURVES.values()).hasSize(6).allMatch(curve -> curve.end().back() == LOST);
  }

  @Test
  void theSameStormGoesTheSameWay() {
    Scenario scenario = ZoneLoss.scenarios(LOST).getLast();

    List<Second> first = Storm.pass(scenario).seconds();
    List<Second> second = Storm.pass(scenario).seconds();

    assertThat(first).isEqualTo(second);
  }

  @Test
  void theQuotaIsNeverExceeded() {
    assertThat(CURVES.values())
        .allSatisfy(curve ->
            assertThat(curve.backAfter(100))
                .isGreaterThanOrEqualTo(curve.scenario().floor().minusSeconds(1)));
  }

  @Test
  void withoutAdmissionMostConnectsAreInVain() {
    Second end = CURVES.get("jitter").end();

    assertThat(end.refused()).isGreaterThan(end.connects() / 2);
  }

  @Test
  void withAdmissionHardlyAnyConnectIsInVain() {
    Second end = CURVES.get("admission, refusals held, jitter").end();

    assertThat(end.refused()).isLessThan(end.connects() / 20);
  }

  @Test
  void refusalsThatAreHeldFillTheGapsBetweenTheWaves() {
    Duration atOnce = CURVES.get("admission, jitter").backAfter(99);
    Duration held = CURVES.get("admission, refusals held, jitter").backAfter(99);

    assertThat(held).isLessThan(atOnce.multipliedBy(8).dividedBy(10));
    assertThat(CURVES.get("admission, refusals held, jitter").quotaUsedPercent()).isGreaterThan(85);
  }

  @Test
  void theTablesHaveARowForEachStormAndEachMoment() {
    List<Curve> curves = List.copyOf(CURVES.values());

    assertThat(StormTable.summary(curves).lines()).hasSize(2 + 6);
    assertThat(StormTable.curves(curves).lines()).hasSize(2 + 10);
  }
}
