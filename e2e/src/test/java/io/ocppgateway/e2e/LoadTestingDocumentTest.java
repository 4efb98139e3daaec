package io.ocppgateway.e2e;

import static java.math.RoundingMode.HALF_UP;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// docs/load-testing.md reckons right, and names what the JMeter plan has.
class LoadTestingDocumentTest {

  private static final String DOCUMENT = Repository.read("docs/load-testing.md");
  private static final String PLAN = Repository.read("jmeter/ocpp-gateway.jmx");

  private static final Pattern PLANS_PARAMETER = Pattern.compile("\\$\\{__P\\((\\w+),([^)]*)\\)}");
  private static final Pattern DOCUMENTS_PARAMETER =
      Pattern.compile("(?m)^\\| `-J(\\w+)` \\| (\\S+) \\|");

  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
  private static final int AMOUNT = 1;
  private static final int PRICE = 2;
  private static final int FOR_1000 = 3;
  private static final int FOR_10000 = 4;

  @Test
  void eachPriceIsAmountTimesListPriceAndTheSumIsTheSum() {
    List<List<String>> rows = priceRows();

    List<List<String>> meters = rows.subList(0, rows.size() - 1);
    List<String> together = rows.getLast();

    assertThat(meters).hasSizeGreaterThan(5);
    for (List<String> row : meters) {
      assertThat(row.get(FOR_1000)).as(row.toString()).isEqualTo(shown(usd(row, 1_000)));
      assertThat(row.get(FOR_10000)).as(row.toString()).isEqualTo(shown(usd(row, 10_000)));
    }
    assertThat(together.get(FOR_1000)).isEqualTo(shown(sum(meters, 1_000)));
    assertThat(together.get(FOR_10000)).isEqualTo(shown(sum(meters, 10_000)));
  }

  @Test
  void theParametersAreThoseOfThePlanWithTheirDefaults() {
    Map<String, String> ofPlan = parameters(PLANS_PARAMETER, PLAN);

    Map<String, String> ofDocument = parameters(DOCUMENTS_PARAMETER, DOCUMENT);

    assertThat(ofDocument).isNotEmpty().isEqualTo(ofPlan);
  }

  @Test
  void documentAndPlanAreForTheJMeterAndTheSamplersThatAreFetched() {
    String jmeter = property("jmeter.version");

    String samplers = property("jmeter-websocket-samplers.version");

    assertThat(PLAN).contains("jmeter=\"%s\"".formatted(jmeter));
    assertThat(DOCUMENT)
        .contains("JMeter %s".formatted(jmeter))
        .contains("jmeter-websocket-samplers:%s".formatted(samplers));
  }

  private static List<List<String>> priceRows() {
    return DOCUMENT
        .split("<!-- prices -->")[1]
        .lines()
        .filter(line -> line.startsWith("|"))
        .skip(2)
        .map(line -> Arrays.stream(line.substring(1).split("\\|")).map(String::strip).toList())
        .toList();
  }

  private static BigDecimal sum(List<List<String>> meters, int chargePoints) {
    return meters.stream()
        .map(row -> usd(row, chargePoints))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal usd(List<String> row, int chargePoints) {
    return sumOfProducts(row.get(AMOUNT))
        .multiply(BigDecimal.valueOf(chargePoints))
        .multiply(new BigDecimal(row.get(PRICE)))
        .divide(MILLION);
  }

  /// Such as `13 × 3 + 2`.
  private static BigDecimal sumOfProducts(String expression) {
    return Arrays.stream(expression.split("\\+"))
        .map(product ->
            Arrays.stream(product.split("×"))
                .map(factor -> new BigDecimal(factor.strip()))
                .reduce(BigDecimal.ONE, BigDecimal::multiply))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static String shown(BigDecimal usd) {
    return usd.setScale(4, HALF_UP).toPlainString();
  }

  private static Map<String, String> parameters(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .collect(Collectors.toMap(match -> match.group(1), match -> match.group(2)));
  }

  private static String property(String name) {
    MatchResult found =
        Pattern.compile("<%1$s>(.*)</%1$s>".formatted(Pattern.quote(name)))
            .matcher(Repository.read("pom.xml"))
            .results()
            .findFirst()
            .orElseThrow();
    return found.group(1);
  }
}
