package io.ocppgateway.local.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.ocppgateway.local.iot.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageMeterTest {

  private final ManualClock clock = new ManualClock();
  private final UsageMeter meter = new UsageMeter(clock);

  @ParameterizedTest
  @CsvSource({"0,1", "1,1", "5120,1", "5121,2", "131072,26"})
  void aMessageIsMeteredInUnitsOfFiveKilobytesAndAtLeastOnce(int bytes, long units) {
    meter.published("CP1/in", bytes);

    Traffic published = meter.usage().topics().get(TopicGroup.IN).published();

    assertThat(published).isEqualTo(new Traffic(1, bytes, units));
  }

  @ParameterizedTest
  @CsvSource({
    "CP1/in,IN",
    "CP1/out,OUT",
    "CP1/undelivered,UNDELIVERED",
    "$aws/events/presence/connected/CP1,PRESENCE",
    "$aws/things/CP1/shadow/update,SHADOW",
    "$aws/rules/AllFrames/CP1/in,BASIC_INGEST",
    "$aws/jobs/in,OTHER",
    "site/CP1/in,OTHER",
    "in,OTHER",
    "CP1/info,OTHER"
  })
  void aTopicIsCountedInOneGroup(String topic, TopicGroup group) {
    meter.delivered(topic, 1);

    Usage usage = meter.usage();

    assertThat(usage.delivered(group)).isEqualTo(1);
    assertThat(usage.topics().values())
        .extracting(topics -> topics.delivered().messages())
        .containsOnlyOnce(1L);
  }

  @Test
  void connectionsAreMeteredByTheMinuteWhetherTheyHaveEndedOrNot() {
    meter.connected();
    meter.connected();

    clock.advance(Duration.ofSeconds(61));
    meter.disconnected();
    clock.advance(Duration.ofSeconds(60));

    // 61 s and 121 s.
    assertThat(meter.usage().connections()).isEqualTo(new Connections(2, 1, 4, 0, 0));
  }

  @Test
  void onlyReasonsThatAppliedAreTold() {
    meter.dropped(DropReason.EXPIRED);
    meter.dropped(DropReason.SESSION_ENDED, 0);

    Usage usage = meter.usage();

    assertThat(usage.dropped()).containsExactly(entry(DropReason.EXPIRED, 1L));
    assertThat(usage.droppedInAll()).isEqualTo(1);
  }

  @Test
  void jsonHoldsAllThatWasCounted() {
    meter.connected();
    meter.published("CP1/in", 7);
    meter.rule("Rule").triggered();
    meter.function("Fn", "S-Fn").throttled();
    meter.requested("dynamodb", "PutItem");
    meter.dropped(DropReason.EXPIRED);
    Usage usage = meter.usage();

    Usage read = Usage.ofJson(usage.toJson());

    assertThat(read).isEqualTo(usage);
  }
}
