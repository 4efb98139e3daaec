package io.ocppgateway.gateway.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class PacingTest {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final RandomGenerator RANDOM = new SplittableRandom(1);

  @Test
  void everySecondBringsAsManyGoodbyes() {
    Pacing pacing = new Pacing(10_000, MINUTE, RANDOM);

    TreeMap<Long, Long> bySecond =
        delays(pacing, 10_000).stream()
            .collect(
                Collectors.groupingBy(
                    delay -> delay / SECOND, TreeMap::new, Collectors.counting()));

    assertThat(bySecond.keySet())
        .containsExactlyElementsOf(LongStream.range(0, 60).boxed().toList());
    assertThat(bySecond.values()).allSatisfy(count -> assertThat(count).isBetween(165L, 168L));
  }

  @Test
  void noGoodbyeIsInStepWithAnothers() {
    Pacing pacing = new Pacing(1_000, MINUTE, RANDOM);

    List<Long> delays = delays(pacing, 1_000);

    assertThat(steps(delays)).hasSizeGreaterThan(900);
    assertThat(delays).isSorted();
  }

  @Test
  void aFewChargePointsDoNotTakeAllTheTime() {
    Pacing pacing = new Pacing(100, MINUTE, RANDOM);

    assertThat(delays(pacing, 100)).allMatch(delay -> delay <= 2 * SECOND);
  }

  @Test
  void whoComesOnTopGoesWithTheLast() {
    Pacing pacing = new Pacing(10_000, MINUTE, RANDOM);
    delays(pacing, 10_000);

    assertThat(pacing.getAsLong()).isEqualTo(MINUTE.toNanos());
  }

  @Test
  void withoutTimeAllGoAtOnce() {
    assertThat(delays(new Pacing(100, Duration.ZERO, RANDOM), 100)).containsOnly(0L);
    assertThat(new Pacing(0, MINUTE, RANDOM).getAsLong()).isZero();
  }

  @Test
  void aQuarterOfTheTimeIsKeptForCallsUnderWay() {
    DrainSettings settings = new DrainSettings(Duration.ofSeconds(10), Duration.ofSeconds(90));

    assertThat(settings.window()).isEqualTo(Duration.ofSeconds(60));
    assertThat(settings.afterNotice()).isEqualTo(Duration.ofSeconds(80));
  }

  @Test
  void aNoticeLongerThanTheDrainIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DrainSettings(Duration.ofSeconds(2), Duration.ofSeconds(1)))
        .withMessageContaining("PT2S in a drain of PT1S");
  }

  private static List<Long> delays(Pacing pacing, int count) {
    return LongStream.range(0, count).map(_ -> pacing.getAsLong()).boxed().toList();
  }

  private static List<Long> steps(List<Long> delays) {
    return LongStream.range(1, delays.size())
        .map(i -> delays.get((int) i) - delays.get((int) i - 1))
        .boxed()
        .distinct()
        .toList();
  }
}
