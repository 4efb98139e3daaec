package io.ocppgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.local.usage.DropReason;
import io.ocppgateway.local.usage.UsageMeter;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UsageCommandIT {

  private final UsageMeter meter = new UsageMeter(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
  private FakeAws aws;

  @BeforeEach
  void startAws() throws IOException {
    aws = new FakeAws();
  }

  @AfterEach
  void endAws() {
    aws.close();
  }

  @Test
  void whatHappenedIsShownAndWhatDidNotIsLeftOut() {
    meter.published("CP1/in", 5121);
    meter.requested("iot", "DescribeThing");
    aws.on("GET /_cpo/usage", meter.usage().toJson());

    CommandRun run = CommandRun.of("usage", "--aws-port", aws.port());

    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines())
        .containsExactly(
            "usage of 0 s, as AWS would meter it",
            "  connections                0 connects, 0 open, 0 minutes, 0 subscriptions, 0 PUBACKs",
            "  +/in                       1 (2 × 5 KB) in, 0 (0 × 5 KB) delivered",
            "  iot:DescribeThing          1",
            "  dropped                    nothing");
  }

  @Test
  void whatWasDroppedIsSaidLoudly() {
    meter.dropped(DropReason.RULES_FULL, 7);
    aws.on("GET /_cpo/usage", meter.usage().toJson());

    CommandRun run = CommandRun.of("usage", "--aws-port", aws.port());

    assertThat(run.out())
        .contains("  DROPPED                    7 too many messages wait for the rules");
  }

  @Test
  void jsonIsWhatTheStackCounted() {
    String json = meter.usage().toJson();
    aws.on("GET /_cpo/usage", json);

    CommandRun run = CommandRun.of("usage", "--json", "--aws-port", aws.port());

    assertThat(run.out().strip()).isEqualTo(json);
  }

  @Test
  void withoutAStackOneMessageSaysWhatToDo() {
    String port = aws.port();
    aws.close();

    CommandRun run = CommandRun.of("usage", "--aws-port", port);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("./cpo local").doesNotContain("Exception");
  }
}
