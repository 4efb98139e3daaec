package io.ocppgateway.gateway.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;
import org.slf4j.helpers.NOPLogger;
import org.slf4j.spi.DefaultLoggingEventBuilder;

final class LineLimitTest {

  private final AtomicLong now = new AtomicLong();
  private final LineLimit limit = new LineLimit(now::get);
  private final List<Integer> written = new ArrayList<>();

  @Test
  void tenLinesComeThroughAndThenOneInSixSeconds() {
    write(15);
    int atOnce = written.size();

    now.addAndGet(TimeUnit.SECONDS.toNanos(6));
    write(5);

    assertThat(atOnce).isEqualTo(10);
    assertThat(written).hasSize(11);
  }

  @Test
  void whoeverIsQuietForAMinuteBeginsAfresh() {
    write(15);

    now.addAndGet(TimeUnit.SECONDS.toNanos(60));
    write(15);

    assertThat(written).hasSize(20);
  }

  @Test
  void lineSaysHowManyWereLeftOut() {
    Line line = new Line();
    write(14);
    now.addAndGet(TimeUnit.SECONDS.toNanos(6));

    limit.log(line, _ -> written.add(0));

    assertThat(line.pairs()).singleElement().hasToString("omitted=\"4\"");
  }

  private void write(int lines) {
    for (int i = 0; i < lines; i++) {
      limit.log(new Line(), _ -> written.add(0));
    }
  }

  private static final class Line extends DefaultLoggingEventBuilder {

    Line() {
      super(NOPLogger.NOP_LOGGER, Level.INFO);
    }

    List<KeyValuePair> pairs() {
      return loggingEvent.getKeyValuePairs();
    }
  }
}
