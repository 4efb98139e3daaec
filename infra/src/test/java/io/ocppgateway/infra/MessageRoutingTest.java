package io.ocppgateway.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.infra.artifacts.BuiltArtifacts;
import io.ocppgateway.ocpp.topic.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class MessageRoutingTest {

  private static final String FRAME_HANDLER = "MessageRoutingFrameHandlerFunction";
  private static final Pattern TOPIC_FILTER = Pattern.compile("FROM '([^']*)'");

  private final Synthesized stack = Synthesized.byDefault();

  @Test
  void oneRuleCarriesAllFramesToTheFunction() {
    JsonNode rule = stack.named("MessageRoutingAllFramesRule").get("TopicRulePayload");

    assertThat(rule.get("Sql").asString())
        .isEqualTo(
            "SELECT * AS message, topic(1) AS chargePointId, get_user_properties('ocpp') AS ocpp, timestamp() AS receivedAt, traceid() AS traceId FROM '+/in' WHERE isUndefined(get_user_properties('stack'))");
    assertThat(rule.get("Actions")).hasSize(1);
    assertThat(Synthesized.text(rule.at("/Actions/0/Lambda/FunctionArn")))
        .isEqualTo("${MessageRoutingFrameHandlerLive}");
  }

  @Test
  void heartbeatsAreRecordedWithoutAFunction() {
    JsonNode rule = stack.named("MessageRoutingHeartbeatsRule").get("TopicRulePayload");

    assertThat(rule.get("Sql").asString())
        .isEqualTo(
            "SELECT topic(1) AS chargePointId, timestamp() AS lastTimestamp FROM '+/in' WHERE isUndefined(get_user_properties('stack')) AND get(*, 2) = 'Heartbeat'");
    assertThat(rule.get("Actions")).hasSize(1);
    assertThat(Synthesized.text(rule.at("/Actions/0/DynamoDBv2/PutItem/TableName")))
        .isEqualTo("${OperatorDataChargePointHeartbeat}");
  }

  @Test
  void whoComesAndGoesReachesItsFunctionWithoutFailedAttempts() {
    JsonNode rule = stack.named("MessageRoutingPresenceRule").get("TopicRulePayload");

    assertThat(Synthesized.text(rule.get("Sql")))
        .isEqualTo(
            "SELECT * FROM '$aws/events/presence/+/+' WHERE startswith(principalIdentifier, '${GatewayServiceTaskRole.RoleId}:') AND (eventType = 'connected' OR eventType = 'disconnected')");
    assertThat(Synthesized.text(rule.at("/Actions/0/Lambda/FunctionArn")))
        .isEqualTo("${MessageRoutingPresenceHandlerLive}");
  }

  @Test
  void undeliveredCommandsReachTheirFunctionWithWhoAndWhy() {
    JsonNode rule = stack.named("MessageRoutingUndeliveredRule").get("TopicRulePayload");

    assertThat(rule.get("Sql").asString())
        .isEqualTo(
            "SELECT messageId, reason, topic(1) AS chargePointId FROM '+/undelivered' WHERE isUndefined(get_user_properties('stack'))");
    assertThat(Synthesized.text(rule.at("/Actions/0/Lambda/FunctionArn")))
        .isEqualTo("${MessageRoutingUndeliveredHandlerLive}");
  }

  @Test
  void aStackOfAnotherNameTakesWhatItsOwnGatewayHasMarked() {
    Synthesized another = Synthesized.withDomain();

    List<String> statements =
        another.resources("AWS::IoT::TopicRule").stream()
            .map(rule -> Synthesized.text(rule.at("/Properties/TopicRulePayload/Sql")))
            .filter(sql -> !sql.contains("$aws/"))
            .toList();

    assertThat(another.stackName()).isEqualTo("Another");
    assertThat(statements)
        .hasSize(3)
        .allSatisfy(sql ->
            assertThat(sql).contains("WHERE get(get_user_properties('stack'), 0) = 'Another'"));
  }

  @Test
  void rulesReadTopicsThatExist() {
    Set<String> filters =
        Set.of(Topics.ALL_IN, Topics.ALL_OUT, Topics.ALL_UNDELIVERED, Topics.ALL_PRESENCE);

    assertThat(rules())
        .allSatisfy(rule -> {
          Matcher from = TOPIC_FILTER.matcher(Synthesized.text(rule.get("Sql")));
          assertThat(from.find()).isTrue();
          assertThat(filters).contains(from.group(1));
          assertThat(rule.get("AwsIotSqlVersion").asString()).isEqualTo("2016-03-23");
        });
  }

  @Test
  void whatAnyRuleFailsOnGoesToTheDeadLetters() {
    assertThat(rules())
        .hasSize(4)
        .allSatisfy(rule -> {
          JsonNode queue = rule.at("/ErrorAction/Sqs");
          assertThat(Synthesized.text(queue.get("QueueUrl")))
              .isEqualTo("${MessageRoutingDeadLetters}");
          assertThat(Synthesized.text(queue.get("RoleArn"))).endsWith("ErrorActionRole.Arn}");
        });
  }

  @Test
  void onlyRulesOfThisAccountMayCallTheAlias() {
    assertThat(stack.resources("AWS::Lambda::Permission"))
        .isNotEmpty()
        .map(permission -> permission.get("Properties"))
        .allSatisfy(permission -> {
          assertThat(permission.get("Principal").asString()).isEqualTo("iot.amazonaws.com");
          assertThat(Synthesized.text(permission.get("SourceAccount")))
              .isEqualTo("${AWS::AccountId}");
          assertThat(Synthesized.text(permission.get("SourceArn"))).endsWith("Rule.Arn}");
          assertThat(Synthesized.text(permission.get("FunctionName"))).endsWith("Live}");
        });
  }

  @Test
  void functionsRunOnTheJavaTheyAreCompiledForAndStartFromASnapshot() {
    assertThat(functions())
        .hasSize(3)
        .allSatisfy(function -> {
          assertThat(function.get("Runtime").asString())
              .isEqualTo("java" + System.getProperty("compiler.release"));
          assertThat(function.get("Architectures").valueStream().map(JsonNode::asString))
              .containsExactly("arm64");
          assertThat(function.get("MemorySize").asInt()).isGreaterThanOrEqualTo(512);
          assertThat(function.at("/SnapStart/ApplyOn").asString()).isEqualTo("PublishedVersions");
          assertThat(Synthesized.text(function.at("/DeadLetterConfig/TargetArn")))
              .isEqualTo("${MessageRoutingDeadLetters.Arn}");
        });
  }

  @Test
  void aliasOfEachFunctionIsItsPublishedVersion() {
    assertThat(stack.resources("AWS::Lambda::Alias"))
        .hasSize(3)
        .map(alias -> alias.get("Properties"))
        .allSatisfy(alias -> {
          assertThat(alias.get("Name").asString()).isEqualTo("live");
          assertThat(alias.at("/FunctionVersion/Fn::GetAtt/1").asString()).isEqualTo("Version");
          JsonNode version =
              stack.resources().get(alias.at("/FunctionVersion/Fn::GetAtt/0").asString());
          assertThat(version.at("/Properties/FunctionName")).isEqualTo(alias.get("FunctionName"));
        });
  }

  @Test
  void handlersAreInTheJarThatIsDeployed() throws IOException {
    Path built = BuiltArtifacts.in(Synthesized.REPOSITORY).lambdasJar();
    try (JarFile jar = new JarFile(built.toFile())) {
      assertThat(functions())
          .allSatisfy(function -> {
            String handler = function.get("Handler").asString();
            assertThat(handler).endsWith("::handleRequest");
            String className = handler.substring(0, handler.indexOf("::"));
            assertThat(jar.getEntry(className.replace('.', '/') + ".class")).isNotNull();
            assertThat(stack.directory().resolve("asset." + function.at("/Code/S3Key").asString()))
                .hasSameBinaryContentAs(built);
          });
    }
  }

  @Test
  void functionIsToldTheSettingsAndItsTable() {
    assertThat(environment(stack, FRAME_HANDLER))
        .isEqualTo(
            Map.of(
                "HEARTBEAT_INTERVAL_SECONDS", "300",
                "VALIDATION", "LENIENT",
                "PROCESSED_MESSAGES_TABLE", "${OperatorDataProcessedMessages}"));
    assertThat(environment(Synthesized.withDomain(), FRAME_HANDLER))
        .containsEntry("HEARTBEAT_INTERVAL_SECONDS", "60")
        .containsEntry("VALIDATION", "STRICT");
  }

  @Test
  void functionsOfPresenceAndUndeliveredAreToldWhatTheyNeed() {
    assertThat(environment(stack, "MessageRoutingPresenceHandlerFunction"))
        .isEqualTo(Map.of("PRESENCE_TABLE", "${OperatorDataPresence}"));
    assertThat(stack.named("MessageRoutingUndeliveredHandlerFunction").has("Environment"))
        .isFalse();
  }

  @Test
  void eachFunctionLogsJsonToAGroupOfItsOwn() {
    assertThat(functions())
        .allSatisfy(function ->
            assertThat(function.at("/LoggingConfig/LogFormat").asString()).isEqualTo("JSON"));
    assertThat(functions().stream().map(it -> Synthesized.text(it.at("/LoggingConfig/LogGroup"))))
        .containsExactlyInAnyOrder(
            "${MessageRoutingFrameHandlerLogs}",
            "${MessageRoutingPresenceHandlerLogs}",
            "${MessageRoutingUndeliveredHandlerLogs}");
  }

  @Test
  void eventsAreTriedOnceForAMinuteAndThenDeadLetters() {
    assertThat(stack.resources("AWS::Lambda::EventInvokeConfig"))
        .hasSize(3)
        .map(events -> events.get("Properties"))
        .allSatisfy(events -> {
          assertThat(events.get("MaximumRetryAttempts").asInt()).isZero();
          assertThat(events.get("MaximumEventAgeInSeconds").asInt()).isEqualTo(60);
          assertThat(Synthesized.text(events.at("/DestinationConfig/OnFailure/Destination")))
              .isEqualTo("${MessageRoutingDeadLetters.Arn}");
          assertThat(events.get("Qualifier").toString()).contains("HandlerLive");
        });
  }

  @Test
  void functionsTakeWhatTheAccountHasLeftUnlessConcurrencyIsReserved() {
    Synthesized reserved = RoutingStack.with("reserved", routing -> {});

    assertThat(functions()).noneMatch(function -> function.has("ReservedConcurrentExecutions"));
    assertThat(reserved.resources("AWS::Lambda::Function"))
        .hasSize(3)
        .allSatisfy(function ->
            assertThat(function.at("/Properties/ReservedConcurrentExecutions").asInt())
                .isEqualTo(RoutingStack.CONCURRENCY));
  }

  @Test
  void deadLettersAreEncryptedAtRestAndOnTheWay() {
    JsonNode policy = stack.only("AWS::SQS::QueuePolicy").at("/PolicyDocument/Statement/0");

    assertThat(stack.only("AWS::SQS::Queue").get("SqsManagedSseEnabled").asBoolean()).isTrue();
    assertThat(policy.get("Effect").asString()).isEqualTo("Deny");
    assertThat(policy.at("/Condition/Bool/aws:SecureTransport").asString()).isEqualTo("false");
  }

  private List<JsonNode> rules() {
    return stack.resources("AWS::IoT::TopicRule").stream()
        .map(rule -> rule.at("/Properties/TopicRulePayload"))
        .toList();
  }

  private List<JsonNode> functions() {
    return stack.resources("AWS::Lambda::Function").stream()
        .map(function -> function.get("Properties"))
        .toList();
  }

  private static Map<String, String> environment(Synthesized stack, String function) {
    Map<String, String> environment = new HashMap<>();
    stack
        .named(function)
        .at("/Environment/Variables")
        .forEachEntry((name, value) -> environment.put(name, Synthesized.text(value)));
    return environment;
  }
}
