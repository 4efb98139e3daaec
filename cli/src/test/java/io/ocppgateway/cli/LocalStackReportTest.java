package io.ocppgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalStackReportTest {

  @ParameterizedTest
  @CsvSource({
    "'ChargePoints,Presence,chargePointHeartbeat', chargePointHeartbeat",
    "'ChargePointHeartbeat,ChargePoints,Presence', ChargePointHeartbeat",
    "'ChargePoints,Presence,ProcessedMessages', Presence"
  })
  void tableThatIsSuggestedIsThere(String tables, String suggested) {
    assertThat(LocalStackReport.tableToLookInto(List.of(tables.split(",")))).isEqualTo(suggested);
  }

  @Test
  void whatDoesNotRunHereIsToldServiceByService() {
    Map<String, Long> resources =
        Map.of(
            "AWS::EC2::VPC", 1L,
            "AWS::EC2::Subnet", 4L,
            "AWS::Logs::LogGroup", 3L,
            "Custom::Thing", 1L);

    List<String> lines = LocalStackReport.notRun(new TreeMap<>(resources));

    assertThat(lines).containsExactly("Custom: Thing", "EC2: Subnet 4, VPC", "Logs: LogGroup 3");
  }

  @Test
  void longLinesAreFoldedBetweenResources() {
    Map<String, Long> resources =
        Map.of(
            "AWS::EC2::" + "A".repeat(40),
            12L,
            "AWS::EC2::" + "B".repeat(40),
            1L,
            "AWS::EC2::C",
            2L);

    List<String> lines = LocalStackReport.notRun(new TreeMap<>(resources));

    assertThat(lines)
        .containsExactly("EC2: " + "A".repeat(40) + " 12,", "  " + "B".repeat(40) + ", C 2");
  }
}
