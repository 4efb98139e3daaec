package io.ocppgateway.local.synth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AppOutputTest {

  @Test
  void messageOfAnExceptionStaysAndItsTraceGoes() {
    List<String> output =
        List.of(
            "!!!!!!!!!!!!!!!!",
            "Exception in thread \"main\" java.lang.IllegalArgumentException: domainName is ''",
            "\tat io.ocppgateway.infra.App.main(App.java:12)",
            "Caused by: java.lang.IllegalStateException: inner",
            "\t... 3 more");

    String reduced = AppOutput.reduced(output);

    assertThat(reduced).isEqualTo("domainName is ''");
  }

  @Test
  void plainLinesStayAsTheyAre() {
    List<String> output = List.of("2 settings are wrong:", "  heartbeatInterval: 'often'");

    String reduced = AppOutput.reduced(output);

    assertThat(reduced).isEqualTo("2 settings are wrong:\n  heartbeatInterval: 'often'");
  }

  @Test
  void longOutputKeepsItsEnd() {
    List<String> output = IntStream.range(0, 100).mapToObj(i -> "line " + i).toList();

    String reduced = AppOutput.reduced(output);

    assertThat(reduced.lines()).hasSize(40).last().isEqualTo("line 99");
  }
}
