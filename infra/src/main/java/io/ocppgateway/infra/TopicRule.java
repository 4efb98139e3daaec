package io.ocppgateway.infra;

import java.util.List;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.dynamodb.ITableV2;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.iot.CfnTopicRule;
import software.amazon.awscdk.services.kinesisfirehose.IDeliveryStream;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Permission;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/// A rule of AWS IoT Core: a statement over topics, an action, and the queue that gets what the
/// action failed on.
///
/// AWS IoT may call the rule's function, or assume the rule's roles, on behalf of this account
/// only.
final class TopicRule extends Construct {

  private static final String SQL_VERSION = "2016-03-23";
  private static final String IOT = "iot.amazonaws.com";

  /// @param sql which messages it takes, and what of them
  /// @param action what to do with it
  /// @param deadLetters where messages go that the action failed on
  record Props(String sql, RuleAction action, IQueue deadLetters) {}

  private final CfnTopicRule rule;
  private final CfnTopicRule.ActionProperty action;
  private final CfnTopicRule.ActionProperty errorAction;

  TopicRule(Construct scope, String id, Props props) {
    super(scope, id);
    this.action = action(props.action());
    this.errorAction = sendTo(props.deadLetters());
    this.rule =
        CfnTopicRule.Builder.create(this, "Rule").topicRulePayload(payload(props.sql())).build();
    if (props.action() instanceof RuleAction.Invoke(LiveFunction function)) {
      permit(function.alias());
    }
  }

  /// The rule's name in AWS IoT Core.
  String name() {
    return rule.getRef();
  }

  /// Makes it take other messages than it was made for.
  void take(String sql) {
    rule.setTopicRulePayload(payload(sql));
  }

  private CfnTopicRule.TopicRulePayloadProperty payload(String sql) {
    return CfnTopicRule.TopicRulePayloadProperty.builder()
        .awsIotSqlVersion(SQL_VERSION)
        .sql(sql)
        .ruleDisabled(false)
        .actions(List.of(action))
        .errorAction(errorAction)
        .build();
  }

  private CfnTopicRule.ActionProperty action(RuleAction action) {
    return switch (action) {
      case RuleAction.Invoke(LiveFunction function) -> invoke(function.alias());
      case RuleAction.PutRow(ITableV2 table) -> putRow(table);
      case RuleAction.Deliver(IDeliveryStream stream) -> deliver(stream);
      case RuleAction.Republish(String topic) -> republish(topic);
    };
  }

  private static CfnTopicRule.ActionProperty invoke(Alias function) {
    return CfnTopicRule.ActionProperty.builder()
        .lambda(
            CfnTopicRule.LambdaActionProperty.builder()
                .functionArn(function.getFunctionArn())
                .build())
        .build();
  }

  private CfnTopicRule.ActionProperty putRow(ITableV2 table) {
    Role role = role("ActionRole");
    table.grant(role, "dynamodb:PutItem");
    IKey key = table.getEncryptionKey();
    if (key != null) {
      key.grantEncryptDecrypt(role);
    }
    return CfnTopicRule.ActionProperty.builder()
        .dynamoDBv2(
            CfnTopicRule.DynamoDBv2ActionProperty.builder()
                .putItem(
                    CfnTopicRule.PutItemInputProperty.builder()
                        .tableName(table.getTableName())
                        .build())
                .roleArn(role.getRoleArn())
                .build())
        .build();
  }

  private CfnTopicRule.ActionProperty deliver(IDeliveryStream stream) {
    Role role = role("ActionRole");
    stream.grant(role, "firehose:PutRecord");
    return CfnTopicRule.ActionProperty.builder()
        .firehose(
            CfnTopicRule.FirehoseActionProperty.builder()
                .deliveryStreamName(stream.getDeliveryStreamName())
                .separator("\n")
                .roleArn(role.getRoleArn())
                .build())
        .build();
  }

  private CfnTopicRule.ActionProperty republish(String topic) {
    Role role = role("ActionRole");
    new IotCore(this).grantRepublish(role, topic);
    return CfnTopicRule.ActionProperty.builder()
        .republish(
            CfnTopicRule.RepublishActionProperty.builder()
                .topic(topic)
                .qos(1)
                .roleArn(role.getRoleArn())
                .build())
        .build();
  }

  private CfnTopicRule.ActionProperty sendTo(IQueue queue) {
    Role role = role("ErrorActionRole");
    queue.grant(role, "sqs:SendMessage");
    return CfnTopicRule.ActionProperty.builder()
        .sqs(
            CfnTopicRule.SqsActionProperty.builder()
                .queueUrl(queue.getQueueUrl())
                .roleArn(role.getRoleArn())
                .useBase64(false)
                .build())
        .build();
  }

  private Role role(String id) {
    return Role.Builder.create(this, id)
        .assumedBy(TrustedService.onBehalfOf(IOT, new IotCore(this).anyRuleArn()))
        .build();
  }

  /// Without the account, a rule of anybody's could call the function.
  private void permit(Alias function) {
    function.addPermission(
        "InvokedBy" + getNode().getId(),
        Permission.builder()
            .principal(new ServicePrincipal(IOT))
            .sourceArn(rule.getAttrArn())
            .sourceAccount(Aws.ACCOUNT_ID)
            .build());
  }
}
