package io.ocppgateway.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.ITableV2;
import software.amazon.awscdk.services.dynamodb.TableAttributesV2;
import software.amazon.awscdk.services.dynamodb.TableV2;
import software.amazon.awscdk.services.kinesisfirehose.DeliveryStream;
import software.amazon.awscdk.services.kms.Key;
import tools.jackson.databind.JsonNode;

/// What an operator's own lines add to the routing.
class OwnRulesTest {

  private static final String HANDLER = "com.example.Energy";
  private static final String ROLE = "${Routing%sActionRole.Arn}";

  @Test
  void oneLineAddsARuleAndItsFunctionBesideOurs() {
    Synthesized stack =
        with(
            "observing",
            routing ->
                routing.rule(
                    "Energy", Messages.observing("MeterValues", "TransactionEvent"), HANDLER));

    assertThat(sql(stack, "Energy"))
        .isEqualTo(
            "SELECT * AS message, topic(1) AS chargePointId, get_user_properties('ocpp') AS ocpp, timestamp() AS receivedAt, traceid() AS traceId FROM '+/in' WHERE isUndefined(get_user_properties('stack')) AND get(*, 0) = 2 AND (get(*, 2) = 'MeterValues' OR get(*, 2) = 'TransactionEvent')");
    assertThat(sql(stack, "AllFrames"))
        .endsWith("FROM '+/in' WHERE isUndefined(get_user_properties('stack'))");
    assertThat(Synthesized.text(action(stack, "Energy").at("/Lambda/FunctionArn")))
        .isEqualTo("${RoutingEnergyFunctionLive}");
    assertThat(stack.named("RoutingEnergyFunction").get("Handler").asString())
        .isEqualTo("com.example.Energy::handleRequest");
  }

  @Test
  void itsRuleAndFunctionHaveAllThatOursHave() {
    Synthesized stack =
        with(
            "complete",
            routing -> routing.rule("Energy", Messages.observing("MeterValues"), HANDLER));

    JsonNode permission = only(stack, "AWS::Lambda::Permission", "RoutingEnergyFunctionLive");
    assertThat(Synthesized.text(permission.get("SourceArn"))).isEqualTo("${RoutingEnergyRule.Arn}");
    assertThat(Synthesized.text(permission.get("SourceAccount"))).isEqualTo("${AWS::AccountId}");
    JsonNode events = only(stack, "AWS::Lambda::EventInvokeConfig", "RoutingEnergyFunction");
    assertThat(Synthesized.text(events.at("/DestinationConfig/OnFailure/Destination")))
        .isEqualTo("${RoutingDeadLetters.Arn}");
    assertThat(Synthesized.text(payload(stack, "Energy").at("/ErrorAction/Sqs/QueueUrl")))
        .isEqualTo("${RoutingDeadLetters}");
    assertThat(stack.named("RoutingEnergyFunctionLogs").get("RetentionInDays").asInt())
        .isEqualTo(7);
  }

  @Test
  void whatIsTakenInsteadOfOursComesToOursNoLongerAndAnswersStillDo() {
    Synthesized stack =
        with(
            "instead",
            routing -> {
              routing.rule("Vendor", Messages.insteadOfOurs("DataTransfer"), HANDLER);
              routing.rule(
                  "Certificates",
                  Messages.insteadOfOurs("SignCertificate", "Get15118EVCertificate"),
                  HANDLER);
            });

    assertThat(sql(stack, "AllFrames"))
        .endsWith(
            "FROM '+/in' WHERE isUndefined(get_user_properties('stack')) AND (get(*, 0) <> 2 OR (get(*, 2) <> 'DataTransfer' AND get(*, 2) <> 'SignCertificate' AND get(*, 2) <> 'Get15118EVCertificate'))");
    assertThat(sql(stack, "Vendor"))
        .endsWith(
            "WHERE isUndefined(get_user_properties('stack')) AND get(*, 0) = 2 AND (get(*, 2) = 'DataTransfer')");
    assertThat(action(stack, "AllFrames")).isEqualTo(action(with("plain", r -> {}), "AllFrames"));
  }

  @Test
  void oneActionCannotBeTakenTwice() {
    Consumer<MessageRouting> twice =
        routing -> {
          routing.rule("One", Messages.insteadOfOurs("DataTransfer"), HANDLER);
          routing.rule("Two", Messages.insteadOfOurs("DataTransfer"), HANDLER);
        };

    assertThatThrownBy(() -> with("twice", twice))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("DataTransfer");
  }

  @Test
  void whatIsNoActionIsRefused() {
    assertThatThrownBy(() -> Messages.observing("Meter' OR '1' = '1"))
        .hasMessageContaining("MeterValues");
    assertThatThrownBy(Messages::insteadOfOurs).hasMessageContaining("one or more");
  }

  @Test
  void rowsAreWrittenByARoleThatMayDoThatAlone() {
    Synthesized stack =
        with(
            "table",
            routing ->
                routing.rule(
                    "Log",
                    Messages.observing("SecurityEventNotification"),
                    new RuleAction.PutRow(table(routing))));

    assertThat(Synthesized.text(action(stack, "Log").at("/DynamoDBv2/PutItem/TableName")))
        .isEqualTo("${RoutingTable}");
    assertThat(permission(stack, "Log")).isEqualTo("dynamodb:PutItem ${RoutingTable.Arn}");
  }

  @Test
  void tableOfWhichTheAccountHasTheKeyIsWrittenToWithThatKey() {
    Synthesized stack =
        with(
            "table-with-key",
            routing -> {
              ITableV2 table =
                  TableV2.fromTableAttributes(
                      routing,
                      "Table",
                      TableAttributesV2.builder()
                          .tableName("readings")
                          .encryptionKey(new Key(routing, "TablesKey"))
                          .build());
              routing.rule("Log", Messages.observing("MeterValues"), new RuleAction.PutRow(table));
            });

    JsonNode statements =
        stack.named("RoutingLogActionRoleDefaultPolicy").at("/PolicyDocument/Statement");
    assertThat(statements).hasSize(2);
    assertThat(statements.at("/1/Action").toString())
        .contains("kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey*");
    assertThat(Synthesized.text(statements.at("/1/Resource"))).isEqualTo("${RoutingTablesKey.Arn}");
  }

  @Test
  void recordsAreDeliveredAsLinesByARoleThatMayDoThatAlone() {
    Synthesized stack =
        with(
            "firehose",
            routing ->
                routing.rule(
                    "Lake",
                    Messages.selectedBy("SELECT * AS message FROM '+/in'"),
                    new RuleAction.Deliver(
                        DeliveryStream.fromDeliveryStreamName(routing, "Stream", "lake"))));

    JsonNode firehose = action(stack, "Lake").get("Firehose");
    assertThat(sql(stack, "Lake")).isEqualTo("SELECT * AS message FROM '+/in'");
    assertThat(firehose.get("DeliveryStreamName").asString()).isEqualTo("lake");
    assertThat(firehose.get("Separator").asString()).isEqualTo("\n");
    assertThat(Synthesized.text(firehose.get("RoleArn"))).isEqualTo(ROLE.formatted("Lake"));
    assertThat(permission(stack, "Lake"))
        .startsWith("firehose:PutRecord ")
        .endsWith(":deliverystream/lake");
  }

  @Test
  void messagesAreRepublishedByARoleThatMayPublishThereAlone() {
    Synthesized stack =
        with(
            "republish",
            routing ->
                routing.rule(
                    "Archive",
                    Messages.observing("MeterValues"),
                    new RuleAction.Republish("archive/${topic(1)}/meter")));

    JsonNode republish = action(stack, "Archive").get("Republish");
    assertThat(republish.get("Topic").asString()).isEqualTo("archive/${topic(1)}/meter");
    assertThat(republish.get("Qos").asInt()).isEqualTo(1);
    assertThat(permission(stack, "Archive"))
        .startsWith("iot:Publish ")
        .endsWith(":topic/archive/*/meter");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "in",
        "${topic(1)}/in",
        "copies/",
        "${topic()}",
        "copies/${topic()}",
        "${topic(1)}/${topic(2)}",
        "copies/${get(*, 2)}",
        "copies/i${substring('in/', 1, 2)}"
      })
  void nothingIsRepublishedToWhereItMayComeFrom(String topic) {
    assertThatThrownBy(() -> new RuleAction.Republish(topic))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the topic is '%s'; its last level may not be".formatted(topic));
  }

  private static Synthesized with(String name, Consumer<MessageRouting> added) {
    return RoutingStack.with(name, added);
  }

  private static TableV2 table(MessageRouting routing) {
    return TableV2.Builder.create(routing, "Table")
        .partitionKey(Attribute.builder().name("traceId").type(AttributeType.STRING).build())
        .build();
  }

  private static JsonNode payload(Synthesized stack, String rule) {
    return stack.named("Routing" + rule + "Rule").get("TopicRulePayload");
  }

  private static String sql(Synthesized stack, String rule) {
    return payload(stack, rule).get("Sql").asString();
  }

  private static JsonNode action(Synthesized stack, String rule) {
    JsonNode actions = payload(stack, rule).get("Actions");
    assertThat(actions).hasSize(1);
    return actions.get(0);
  }

  /// Action and resource of the one permission of a rule's action.
  private static String permission(Synthesized stack, String rule) {
    JsonNode statements =
        stack.named("Routing" + rule + "ActionRoleDefaultPolicy").at("/PolicyDocument/Statement");
    assertThat(statements).hasSize(1);
    return statements.at("/0/Action").asString()
        + " "
        + Synthesized.text(statements.at("/0/Resource"));
  }

  private static JsonNode only(Synthesized stack, String type, String function) {
    List<JsonNode> found =
        stack.resources(type).stream()
            .map(resource -> resource.get("Properties"))
            .filter(properties -> properties.get("FunctionName").toString().contains(function))
            .toList();
    assertThat(found).hasSize(1);
    return found.getFirst();
  }
}
