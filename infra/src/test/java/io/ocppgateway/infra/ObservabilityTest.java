package io.ocppgateway.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.infra.settings.Setting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ObservabilityTest {

  /// A row of the table of metrics: its name, and whether it is counted by labels.
  private static final Pattern METRIC =
      Pattern.compile("(?m)^\\| `(?:ocpp_gateway_)?([a-z_]+?)(?:_total)?`( by `\\w+`)?");

  /// What a widget searches for, behind the stack's name.
  private static final Pattern SEARCHED = Pattern.compile("SEARCH\\([^)]*\\\\\" (\\w+)'");

  private static final Pattern CONSTANT = Pattern.compile("(?m)^  ([A-Z][A-Z_]+)[(,;]");

  /// The gateway's own constants, of which each makes a metric of the family.
  private static final Map<String, String> LABELS =
      Map.of(
          "Refusals",
          "gateway/src/main/java/io/ocppgateway/gateway/websocket/event/RefusalCause.java");

  /// What must always be there: that there is no data of it is bad news.
  private static final Set<String> BAD_NEWS_IF_MISSING =
      Set.of("ObservabilityAlarmsNobodyTakesChargePoints");

  private static final String EMAIL = "night@example.com";

  private final Synthesized stack = Synthesized.byDefault();

  @Test
  void everyAlarmSaysWhatToDoAndTellsTheTopicWhenItComesAndGoes() {
    String topic = "${ObservabilityAlarmTopic}";

    assertThat(alarms(stack))
        .hasSizeGreaterThan(15)
        .allSatisfy((id, alarm) -> {
          assertThat(Synthesized.text(alarm.get("AlarmDescription")))
              .as(id)
              .hasSizeBetween(80, 1024)
              .endsWith(".");
          assertThat(alarm.get("AlarmActions").valueStream().map(Synthesized::text))
              .containsExactly(topic);
          assertThat(alarm.get("OKActions").valueStream().map(Synthesized::text))
              .containsExactly(topic);
        });
  }

  @Test
  void noDataIsGoodNewsButOfWhatMustAlwaysBeThere() {
    assertThat(alarms(stack))
        .allSatisfy((id, alarm) ->
            assertThat(alarm.path("TreatMissingData").asString(""))
                .as(id)
                .isEqualTo(BAD_NEWS_IF_MISSING.contains(id) ? "breaching" : "notBreaching"));
    assertThat(alarms(stack)).containsKeys(BAD_NEWS_IF_MISSING.toArray(String[]::new));
  }

  @Test
  void everyFunctionRuleAndNatGatewayHasItsAlarm() {
    assertThat(alarms(stack).keySet())
        .contains(
            "ObservabilityAlarmsDeadLetters",
            "ObservabilityAlarmsFrameHandlerFails",
            "ObservabilityAlarmsPresenceHandlerFails",
            "ObservabilityAlarmsUndeliveredHandlerFails",
            "ObservabilityAlarmsAllFramesThrottled",
            "ObservabilityAlarmsHeartbeatsThrottled",
            "ObservabilityAlarmsPresenceThrottled",
            "ObservabilityAlarmsUndeliveredThrottled",
            "ObservabilityAlarmsNatPorts1",
            "ObservabilityAlarmsNatPorts2",
            "ObservabilityAlarmsLoadBalancerPorts");
    assertThat(stack.resources("AWS::Lambda::Function")).hasSize(3);
    assertThat(stack.resources("AWS::IoT::TopicRule")).hasSize(4);
  }

  @Test
  void functionsAreWatchedWhereRulesCallThem() {
    JsonNode errors =
        alarms(stack)
            .get("ObservabilityAlarmsFrameHandlerFails")
            .get("Metrics")
            .valueStream()
            .filter(metric -> metric.path("Id").asString().equals("errors"))
            .findFirst()
            .orElseThrow();

    assertThat(errors.at("/MetricStat/Metric/Dimensions").toString()).contains(":live");
  }

  @Test
  void whatLambdaLeavesOutSilencesNoAlarmOfAFunction() {
    assertThat(
            alarms(stack)
                .get("ObservabilityAlarmsFrameHandlerFails")
                .get("Metrics")
                .findValuesAsString("Expression"))
        .containsExactly(
            "100 * (FILL(errors, 0) + FILL(throttles, 0)) / (FILL(invocations, 0) + FILL(throttles, 0))");
  }

  @Test
  void onlyMetricsThatGatewaysWriteAreWatched() {
    Set<String> written = documented(row -> row.group(2) == null);
    LABELS.forEach((family, constants) ->
        CONSTANT
            .matcher(read(constants))
            .results()
            .map(constant -> family + camelCase(constant.group(1).toLowerCase(Locale.ROOT)))
            .forEach(written::add));

    assertThat(gatewayMetrics()).contains("RefusalsRegistryUnavailable").isSubsetOf(written);
  }

  @Test
  void onlyMetricsThatGatewaysWriteAreSearchedFor() {
    Set<String> labelled = documented(row -> row.group(2) != null);

    List<String> searched =
        SEARCHED.matcher(dashboard()).results().map(match -> match.group(1)).toList();

    assertThat(searched)
        .hasSameSizeAs(Pattern.compile("SEARCH\\(").matcher(dashboard()).results().toList())
        .contains("Refusals", "SessionsEnded")
        .isSubsetOf(labelled);
  }

  @Test
  void gatewaysMetricsAreThoseOfThisStack() {
    assertThat(alarms(Synthesized.withDomain()).values())
        .filteredOn(alarm -> alarm.path("Namespace").asString("").equals("OcppGateway"))
        .isNotEmpty()
        .allSatisfy(alarm ->
            assertThat(alarm.get("Dimensions").toString())
                .isEqualTo("[{\"Name\":\"Stack\",\"Value\":\"Another\"}]"));
  }

  @Test
  void undeliveredCommandsAreCountedFromTheirLog() {
    JsonNode filter = stack.only("AWS::Logs::MetricFilter");

    assertThat(filter.get("FilterPattern").asString()).isEqualTo("{ $.outcome = \"UNDELIVERED\" }");
    assertThat(Synthesized.text(filter.get("LogGroupName")))
        .isEqualTo("${MessageRoutingUndeliveredHandlerLogs}");
    JsonNode alarm = alarms(stack).get("ObservabilityAlarmsCommandsUndelivered");
    assertThat(alarm.get("MetricName")).isEqualTo(filter.at("/MetricTransformations/0/MetricName"));
    assertThat(alarm.get("Namespace"))
        .isEqualTo(filter.at("/MetricTransformations/0/MetricNamespace"));
  }

  @Test
  void topicIsEncryptedWithAKeyThatCloudWatchMayUseAndTakesNothingInTheClear() {
    JsonNode topic = stack.only("AWS::SNS::Topic");
    JsonNode key = stack.only("AWS::KMS::Key");
    String policy = stack.only("AWS::SNS::TopicPolicy").get("PolicyDocument").toString();

    assertThat(Synthesized.text(topic.get("KmsMasterKeyId")))
        .isEqualTo("${ObservabilityAlarmTopicKey.Arn}");
    assertThat(key.get("EnableKeyRotation").asBoolean()).isTrue();
    assertThat(key.get("KeyPolicy").toString())
        .contains("cloudwatch.amazonaws.com", "kms:GenerateDataKey", "aws:SourceAccount");
    assertThat(policy)
        .contains("\"aws:SecureTransport\":\"false\"", "cloudwatch.amazonaws.com")
        .contains("aws:SourceAccount");
  }

  @Test
  void mailGoesToWhomItIsToGoTo() {
    Synthesized mailed =
        Synthesized.of("mailed", Map.of(Setting.ALARM_EMAIL.key(), EMAIL), Map.of());

    assertThat(stack.resources("AWS::SNS::Subscription")).isEmpty();
    assertThat(mailed.only("AWS::SNS::Subscription").get("Protocol").asString()).isEqualTo("email");
    assertThat(mailed.only("AWS::SNS::Subscription").get("Endpoint").asString()).isEqualTo(EMAIL);
  }

  @Test
  void queriesLookIntoTheLogsOfGatewaysAndFunctionsUnderTheStacksName() {
    assertThat(stack.resources("AWS::Logs::QueryDefinition"))
        .hasSize(5)
        .map(query -> query.get("Properties"))
        .allSatisfy(query -> {
          assertThat(query.get("Name").asString()).startsWith("AwsOcppGatewayStack/");
          assertThat(query.get("LogGroupNames").valueStream().map(Synthesized::text))
              .contains(
                  "${MessageRoutingFrameHandlerLogs}",
                  "${MessageRoutingPresenceHandlerLogs}",
                  "${MessageRoutingUndeliveredHandlerLogs}")
              .hasSize(4);
        });
  }

  @Test
  void dashboardShowsWhatAnOperatorAsksFor() {
    assertThat(dashboard())
        .contains("\"Connections\"", "\"Upgrades\"", "Refusals", "\"MessagesReceived\"")
        .contains("\"PublishSeconds\"", "\"Errors\"", "\"Throttles\"", "\"Duration\"")
        .contains("ApproximateNumberOfMessagesVisible", "PortAllocationErrorCount")
        .contains("Stack=\\\"AwsOcppGatewayStack\\\"");
  }

  private String dashboard() {
    return Synthesized.text(stack.only("AWS::CloudWatch::Dashboard").get("DashboardBody"));
  }

  /// As CloudWatch knows them, the families of metrics of some rows of the page.
  private static Set<String> documented(Predicate<MatchResult> rows) {
    return METRIC
        .matcher(read("docs/operations.md"))
        .results()
        .filter(rows)
        .map(row -> camelCase(row.group(1)))
        .collect(Collectors.toSet());
  }

  private static String read(String file) {
    try {
      return Files.readString(Synthesized.REPOSITORY.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Names in the gateway's namespace, of alarms and in the dashboard.
  private Stream<String> gatewayMetrics() {
    return Stream.concat(
        alarms(stack).values().stream()
            .filter(alarm -> alarm.path("Namespace").asString("").equals("OcppGateway"))
            .map(alarm -> alarm.get("MetricName").asString()),
        Pattern.compile("\"OcppGateway\",\"(\\w+)\"")
            .matcher(dashboard())
            .results()
            .map(match -> match.group(1)));
  }

  private static String camelCase(String words) {
    return Stream.of(words.split("_"))
        .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
        .collect(Collectors.joining());
  }

  /// Properties of every alarm by its logical id, without the hash at its end.
  private static Map<String, JsonNode> alarms(Synthesized stack) {
    return stack.resources().entrySet().stream()
        .filter(it -> it.getValue().get("Type").asString().equals("AWS::CloudWatch::Alarm"))
        .filter(it -> it.getKey().startsWith("Observability"))
        .collect(
            Collectors.toMap(
                it -> it.getKey().replaceFirst("[0-9A-F]{8}$", ""),
                it -> it.getValue().get("Properties")));
  }
}
