package io.ocppgateway.local.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import io.ocppgateway.local.aws.Principal;
import io.ocppgateway.local.iam.TestRoles;
import io.ocppgateway.local.iot.message.Publish;
import io.ocppgateway.local.template.Surroundings;
import io.ocppgateway.local.template.Template;
import io.ocppgateway.local.template.TemplateException;
import io.ocppgateway.local.usage.DropReason;
import io.ocppgateway.local.usage.RuleUsage;
import io.ocppgateway.local.usage.UsageMeter;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class RuleEngineTest {

  private static final String HEARTBEATS =
      "SELECT topic(1) AS chargePointId FROM '+/in' WHERE get(*, 2) = 'Heartbeat'";
  private static final String ROLE = "\"RoleArn\": " + TestRoles.ANY_ARN;
  private static final String TO_TABLE =
      "{\"DynamoDBv2\": {%s, \"PutItem\": {\"TableName\": \"beats\"}}}".formatted(ROLE);
  private static final String TO_QUEUE =
      "{\"Sqs\": {%s, \"QueueUrl\": \"http://q/dead\"}}".formatted(ROLE);
  private static final String TO_STREAM =
      "{\"Firehose\": {%s, \"DeliveryStreamName\": \"lake\", \"Separator\": \"\\n\"}}"
          .formatted(ROLE);
  private static final String TO_FUNCTION = "{\"Lambda\": {\"FunctionArn\": \"fn\"}}";

  private final RecordingTargets targets = new RecordingTargets();
  private final UsageMeter meter = new UsageMeter(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

  private RuleEngine engine(String sql, String action, String errorAction) {
    ObjectNode payload =
        JsonMapper.shared()
            .createObjectNode()
            .put("Sql", sql)
            .put("AwsIotSqlVersion", "2016-03-23");
    payload.putArray("Actions").add(JsonMapper.shared().readTree(action));
    payload.set("ErrorAction", JsonMapper.shared().readTree(errorAction));
    ObjectNode template =
        (ObjectNode) JsonMapper.shared().readTree("{\"Resources\": {%s}}".formatted(TestRoles.ANY));
    ObjectNode rule = template.withObject("/Resources").putObject("Rule");
    rule.put("Type", "AWS::IoT::TopicRule");
    rule.putObject("Properties").set("TopicRulePayload", payload);
    Surroundings surroundings = new Surroundings("Stack", "eu-west-1", "http://q");
    return RuleEngine.of(Template.of(template, surroundings), surroundings, targets, meter);
  }

  private static Publish publish(String topic, String payload) {
    return Publish.of(topic, Buffer.buffer(payload), 1, Principal.OPERATOR, Instant.EPOCH);
  }

  @Test
  void anActionGetsWhatTheStatementSelects() {
    try (RuleEngine engine = engine(HEARTBEATS, TO_TABLE, TO_QUEUE)) {

      engine.onPublish(publish("CP1/in", "[2,\"1\",\"BootNotification\",{}]"));
      engine.onPublish(publish("CP1/in", "[2,\"2\",\"Heartbeat\",{}]"));

      RuleUsage both = new RuleUsage("Stack_Rule", 2, 1, 1, 0);
      await().untilAsserted(() -> assertThat(meter.usage().rules()).containsExactly(both));
      assertThat(targets.calls).containsExactly("put beats {\"chargePointId\":\"CP1\"}");
    }
  }

  @Test
  void aFailedActionReachesTheErrorActionInTheDocumentedEnvelope() {
    targets.tableFault = "no such table";
    try (RuleEngine engine = engine(HEARTBEATS, TO_TABLE, TO_QUEUE)) {

      engine.onPublish(publish("CP1/in", "[2,\"2\",\"Heartbeat\",{}]"));

      await().until(() -> targets.calls.size() == 1);
      String call = targets.calls.getFirst();
      assertThat(call).startsWith("send http://q/dead {");
      JsonNode envelope = JsonMapper.shared().readTree(call.substring(call.indexOf('{')));
      assertThat(envelope.path("ruleName").asString()).isEqualTo("Stack_Rule");
      assertThat(envelope.path("topic").asString()).isEqualTo("CP1/in");
      assertThat(envelope.path("clientId").asString()).isEqualTo("n/a");
      assertThat(envelope.path("base64OriginalPayload").asString())
          .isEqualTo("WzIsIjIiLCJIZWFydGJlYXQiLHt9XQ==");
      JsonNode failure = envelope.path("failures").path(0);
      assertThat(failure.path("failedAction").asString()).isEqualTo("DynamoDBv2Action");
      assertThat(failure.path("failedResource").asString()).isEqualTo("beats");
      assertThat(failure.path("errorMessage").asString()).contains("no such table");
      assertThat(meter.usage().rules()).containsExactly(new RuleUsage("Stack_Rule", 1, 1, 0, 1));
    }
  }

  @Test
  void bytesThatAreNotJsonCannotInvokeAFunction() {
    try (RuleEngine engine = engine("SELECT * FROM '+/in'", TO_FUNCTION, TO_QUEUE)) {

      engine.onPublish(publish("CP1/in", "no json"));

      await().until(() -> targets.calls.size() == 1);
      assertThat(targets.calls.getFirst()).contains("LambdaAction").contains("takes JSON");
    }
  }

  @Test
  void republishingEvaluatesItsTopic() {
    String action =
        "{\"Republish\": {%s, \"Topic\": \"seen/${topic(1)}\", \"Qos\": 1}}".formatted(ROLE);
    try (RuleEngine engine = engine("SELECT * FROM '+/in'", action, TO_QUEUE)) {

      engine.onPublish(publish("CP1/in", "[2]"));

      await().until(() -> targets.calls.size() == 1);
      assertThat(targets.calls).containsExactly("publish seen/CP1 [2]");
    }
  }

  @Test
  void deliveringPutsARecordWithItsSeparator() {
    try (RuleEngine engine = engine("SELECT topic(1) AS id FROM '+/in'", TO_STREAM, TO_QUEUE)) {

      engine.onPublish(publish("CP1/in", "[2]"));

      await().until(() -> targets.calls.size() == 1);
      assertThat(targets.calls).containsExactly("deliver lake {\"id\":\"CP1\"}\n");
    }
  }

  @Test
  void basicIngestFiresTheRuleThatItNamesAndNoOther() {
    String beat = "[2,\"1\",\"Heartbeat\",{}]";

    try (RuleEngine engine = engine(HEARTBEATS, TO_TABLE, TO_QUEUE)) {
      engine.onPublish(publish("$aws/rules/Stack_Other/CP1/in", beat));
      engine.onPublish(publish("$aws/rules/Stack_Rule/CP2/in", beat));
      await()
          .until(
              () -> actions() == 1 && meter.usage().dropped().containsKey(DropReason.NO_SUCH_RULE));
    }

    assertThat(targets.calls).containsExactly("put beats {\"chargePointId\":\"CP2\"}");
  }

  @Test
  void whatIsMoreThanMayWaitIsDroppedAndCountedAndTheRestIsDone() {
    try (RuleEngine engine = engine(HEARTBEATS, TO_TABLE, TO_QUEUE)) {
      targets.tableIsBusy.lock();

      for (int i = 0; i < RuleEngine.MOST_MESSAGES + 5; i++) {
        engine.onPublish(publish("CP1/in", "[2,\"2\",\"Heartbeat\",{}]"));
      }
      targets.tableIsBusy.unlock();

      await().until(() -> actions() == RuleEngine.MOST_MESSAGES);
      assertThat(meter.usage().dropped()).containsExactly(entry(DropReason.RULES_FULL, 5L));
    }
  }

  @Test
  void whatNoRuleTakesTakesNoRoom() {
    try (RuleEngine engine = engine(HEARTBEATS, TO_TABLE, TO_QUEUE)) {

      for (int i = 0; i < RuleEngine.MOST_MESSAGES * 2; i++) {
        engine.onPublish(publish("CP1/out", "[3,\"2\",{}]"));
      }

      assertThat(meter.usage().dropped()).isEmpty();
      assertThat(meter.usage().rules().getFirst().triggered()).isZero();
    }
  }

  private long actions() {
    return meter.usage().rules().getFirst().actions();
  }

  @Test
  void whatCannotBeHonouredIsRefusedAtLoadWithItsPosition() {
    assertThatThrownBy(() -> engine("SELECT get_secret('x') AS s FROM 't'", TO_TABLE, TO_QUEUE))
        .isInstanceOf(TemplateException.class)
        .hasMessageStartingWith("Rule.TopicRulePayload.Sql: SQL line 1 column 8:")
        .hasMessageContaining("get_secret");
    assertThatThrownBy(() -> engine(HEARTBEATS, "{\"Kinesis\": {}}", TO_QUEUE))
        .hasMessageStartingWith("Rule.TopicRulePayload.Actions[0]: the action Kinesis");
    assertThatThrownBy(
            () -> engine(HEARTBEATS, "{\"Lambda\": {\"FunctionArn\": \"other\"}}", TO_QUEUE))
        .hasMessageStartingWith("Rule.TopicRulePayload.Actions[0].Lambda.FunctionArn:");
    assertThatThrownBy(() -> engine(HEARTBEATS, TO_STREAM.replace("lake", "sea"), TO_QUEUE))
        .hasMessageStartingWith("Rule.TopicRulePayload.Actions[0].Firehose.DeliveryStreamName:");
    assertThatThrownBy(() -> engine(HEARTBEATS, TO_TABLE, TO_QUEUE.replace("dead", "x")))
        .hasMessageStartingWith("Rule.TopicRulePayload.ErrorAction.Sqs.QueueUrl:");
  }

  /// Writes down what rules do.
  private static final class RecordingTargets implements ActionTargets {

    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private final ReentrantLock tableIsBusy = new ReentrantLock();
    private volatile String tableFault = "";

    @Override
    public boolean hasFunction(String functionArn) {
      return functionArn.equals("fn");
    }

    @Override
    public boolean hasQueue(String queueUrl) {
      return queueUrl.equals("http://q/dead");
    }

    @Override
    public boolean hasDeliveryStream(String name) {
      return name.equals("lake");
    }

    @Override
    public void invoke(String ruleArn, String functionArn, byte[] event) {
      calls.add("invoke " + functionArn + " " + new String(event, StandardCharsets.UTF_8));
    }

    @Override
    public void putItem(Actor actor, String tableName, ObjectNode item) {
      if (!tableFault.isEmpty()) {
        throw new IllegalStateException(tableFault);
      }
      tableIsBusy.lock();
      try {
        calls.add("put " + tableName + " " + item);
      } finally {
        tableIsBusy.unlock();
      }
    }

    @Override
    public void publish(Actor actor, Publish message) {
      calls.add("publish " + message.topic() + " " + message.payload());
    }

    @Override
    public void send(Actor actor, String queueUrl, String body) {
      calls.add("send " + queueUrl + " " + body);
    }

    @Override
    public void deliver(Actor actor, String deliveryStream, byte[] record) {
      calls.add("deliver " + deliveryStream + " " + new String(record, StandardCharsets.UTF_8));
    }
  }
}
