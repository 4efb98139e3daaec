package io.ocppgateway.local;

import io.ocppgateway.local.dynamodb.DynamoDbService;
import io.ocppgateway.local.iot.IotCore;
import io.ocppgateway.local.iot.message.Publish;
import io.ocppgateway.local.lambda.Functions;
import io.ocppgateway.local.rules.ActionTargets;
import io.ocppgateway.local.sqs.Queues;
import tools.jackson.databind.node.ObjectNode;

/// Leads the actions of rules to what runs here.
record TemplateTargets(Functions functions, Queues queues, DynamoDbService tables, IotCore iot)
    implements ActionTargets {

  @Override
  public boolean hasFunction(String functionArn) {
    return functions.contains(functionArn);
  }

  @Override
  public boolean hasQueue(String queueUrl) {
    return queues.contains(queueUrl);
  }

  @Override
  public void invoke(String functionArn, byte[] event) {
    functions.invokeAsync(functionArn, event);
  }

  @Override
  public void putItem(String tableName, ObjectNode item) {
    tables.putItem(tableName, item);
  }

  @Override
  public void publish(Publish message) {
    iot.publish(message);
  }

  @Override
  public void send(String queueUrl, String body) {
    queues.send(queueUrl, body);
  }
}
