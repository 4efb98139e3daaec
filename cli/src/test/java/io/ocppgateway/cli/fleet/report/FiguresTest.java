package io.ocppgateway.cli.fleet.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How numbers read.
class FiguresTest {

  @ParameterizedTest
  @CsvSource({"PT0S,-", "PT0.00084S,0.84 ms", "PT0.0124S,12 ms", "PT1.204S,1.20 s"})
  void latencyHasTheUnitThatFits(Duration latency, String text) {
    assertThat(Figures.latency(latency)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"PT90S,90s", "PT10M,10m", "PT1H30M,1h30m", "PT2M5S,2m5s", "PT60S,1m"})
  void spanReadsAsItIsTyped(Duration span, String text) {
    assertThat(Figures.span(span)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"3.42,3.4", "5,5", "99.94,99.9", "1666.7,'1,667'"})
  void rateSaysNoMoreThanItKnows(double rate, String text) {
    assertThat(Figures.rate(rate)).isEqualTo(text);
  }
}
