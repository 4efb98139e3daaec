package io.ocppgateway.local;

import io.ocppgateway.local.aws.AccessControl;
import io.ocppgateway.local.aws.AwsFault;
import io.ocppgateway.local.aws.Principal;
import io.ocppgateway.local.dynamodb.DynamoDbService;
import io.ocppgateway.local.firehose.DeliveryStreams;
import io.ocppgateway.local.iam.Call;
import io.ocppgateway.local.iam.FunctionPermissions;
import io.ocppgateway.local.iot.IotCore;
import io.ocppgateway.local.iot.message.Publish;
import io.ocppgateway.local.lambda.Functions;
import io.ocppgateway.local.rules.ActionTargets;
import io.ocppgateway.local.rules.Actor;
import io.ocppgateway.local.sqs.Queues;
import tools.jackson.databind.node.ObjectNode;

/// Leads the actions of rules to what runs here, as far as their roles and the functions'
/// permissions allow it.
record TemplateTargets(
    Functions functions,
    FunctionPermissions permissions,
    Queues queues,
    DeliveryStreams streams,
    DynamoDbService tables,
    IotCore iot,
    AccessControl access)
    implements ActionTargets {

  private static final String IOT = Principal.Service.IOT.name();

  @Override
  public boolean hasFunction(String functionArn) {
    return functions.contains(functionArn);
  }

  @Override
  public boolean hasQueue(String queueUrl) {
    return queues.contains(queueUrl);
  }

  @Override
  public boolean hasDeliveryStream(String name) {
    return streams.contains(name);
  }

  @Override
  public void invoke(String ruleArn, String functionArn, byte[] event) {
    if (!permissions.allow(functionArn, IOT, ruleArn)) {
      throw AwsFault.accessDenied(
          "%s may not invoke %s on behalf of %s: no AWS::Lambda::Permission of the template allows it"
              .formatted(IOT, functionArn, ruleArn));
    }
    functions.invokeAsync(functionArn, event);
  }

  @Override
  public void putItem(Actor actor, String tableName, ObjectNode item) {
    access.require(assumed(actor), tables.putItemCall(tableName));
    tables.putItem(tableName, item);
  }

  @Override
  public void publish(Actor actor, Publish message) {
    Principal role = assumed(actor);
    iot.calls()
        .publish(message.topic(), message.retain())
        .forEach(call -> access.require(role, call));
    iot.publish(message);
  }

  @Override
  public void send(Actor actor, String queueUrl, String body) {
    access.require(assumed(actor), new Call("sqs:SendMessage", queues.arn(queueUrl)));
    queues.send(queueUrl, body);
  }

  @Override
  public void deliver(Actor actor, String deliveryStream, byte[] record) {
    access.require(assumed(actor), new Call("firehose:PutRecord", streams.arn(deliveryStream)));
    streams.put(deliveryStream, record);
  }

  /// AWS IoT in the role of a rule's action.
  ///
  /// @throws AwsFault if the role does not let it in
  private static Principal assumed(Actor actor) {
    String ruleArn = actor.ruleArn();
    if (!actor.role().isAssumableBy(IOT, ruleArn)) {
      throw AwsFault.accessDenied(
          "%s may not assume %s on behalf of %s: the role's trust policy does not allow it"
              .formatted(IOT, actor.role(), ruleArn));
    }
    return new Principal.RoleSession(actor.role(), ruleArn.substring(ruleArn.lastIndexOf('/') + 1));
  }
}
