package io.ocppgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ocppgateway.cli.price.Meter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `cpo cost`, and the page that shows it.
class CostCommandTest {

  /// A command and what it prints.
  private static final Pattern SHOWN =
      Pattern.compile("```\n\\$ \\./cpo (cost[^\n]*)\n(.*?)```", Pattern.DOTALL);

  private static final double CENT = 0.000_1;

  @Test
  void pageShowsWhatTheCommandPrints() {
    var shown = SHOWN.matcher(page()).results().toList();

    assertThat(shown).hasSizeGreaterThanOrEqualTo(3);
    assertThat(shown)
        .allSatisfy(block -> {
          CommandRun run = CommandRun.of(block.group(1).split(" "));
          assertThat(run.exitCode()).isZero();
          assertThat(run.out()).isEqualTo(block.group(2));
        });
  }

  @Test
  void pageHasEveryPriceWithItsSource() {
    List<String> rows = Arrays.stream(Meter.values()).map(CostCommandTest::priceRow).toList();

    assertThat(page()).contains(rows);
  }

  @Test
  void jsonAddsUpFromMetersToServicesToDesigns() {
    CommandRun run = CommandRun.of("cost", "--charge-points", "10000", "--json");

    JsonNode cost = JsonMapper.shared().readTree(run.out());
    for (String design : List.of("stack", "sample")) {
      double usd = cost.path(design).path("usd").asDouble();
      assertThat(usd).isPositive();
      assertThat(sum(cost.path(design).path("services"), "")).isCloseTo(usd, within(CENT * 10));
      assertThat(sum(cost.path(design).path("meters"), "usd")).isCloseTo(usd, within(CENT * 20));
    }
    assertThat(cost.path("ratio").asDouble())
        .isCloseTo(
            cost.path("stack").path("usd").asDouble() / cost.path("sample").path("usd").asDouble(),
            within(CENT));
    assertThat(cost.path("region").asString()).isEqualTo("us-east-1");
    assertThat(cost.path("limits").size()).isGreaterThan(5);
  }

  @Test
  void detailsTellHowMuchOfEachMeter() {
    CommandRun run = CommandRun.of("cost", "--charge-points", "1000", "--details");

    assertThat(run.out())
        .containsPattern("\n {2}connection minutes +43,800,000 +43,800,000\n")
        .containsPattern("\n {2}NAT gateway hours +1,460 +730\\.0\n");
  }

  @Test
  void limitThatIsExceededIsWarnedOf() {
    CommandRun run = CommandRun.of("cost", "--charge-points", "100000");

    assertThat(run.out())
        .contains("  WARN  100,000 of 55,000 connections from a NAT gateway to the broker")
        .contains("give each task an address of its own: --egress PUBLIC_IP");
  }

  @ParameterizedTest
  @ValueSource(strings = {"NAT", "PUBLIC_IP", "VPC_ENDPOINTS"})
  void pageOnDeployingNamesWhatAMonthCostsBeforeTheFirstChargePoint(String egress) {
    CommandRun run = CommandRun.of("cost", "--charge-points", "1", "--egress", egress, "--json");

    JsonNode stack = JsonMapper.shared().readTree(run.out()).path("stack");
    double watched =
        stack.at("/services/CLOUDWATCH").asDouble() + stack.at("/services/KMS").asDouble();
    assertThat(page("deploy.md"))
        .contains(
            "\n| `egress=%s` | %.0f USD | %.0f USD |\n"
                .formatted(egress, stack.path("usd").asDouble(), watched));
  }

  private static double sum(JsonNode fields, String component) {
    return fields.properties().stream()
        .map(field -> component.isEmpty() ? field.getValue() : field.getValue().path(component))
        .mapToDouble(JsonNode::asDouble)
        .sum();
  }

  private static String priceRow(Meter meter) {
    BigDecimal each = meter.usd(1).stripTrailingZeros();
    String price =
        each.doubleValue() < CENT
            ? meter.usdPerMillion().stripTrailingZeros().toPlainString() + " a million"
            : each.toPlainString();
    return "| %s | %s | %s |".formatted(meter.unit(), price, meter.source());
  }

  private static String page() {
    return page("cost.md");
  }

  private static String page(String name) {
    try {
      return Files.readString(Path.of("..", "docs", name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
