package io.ocppgateway.lambdas.aws;

import io.ocppgateway.lambdas.routing.Claim;
import io.ocppgateway.lambdas.routing.MessageKey;
import io.ocppgateway.lambdas.routing.ProcessedMessages;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// Answers already given, in a DynamoDB table: an item with an `answer` has been answered, one
/// without is claimed. `expiresAt` (epoch seconds) is the table's TTL; as DynamoDB may take days to
/// delete, what has expired is told by comparing.
final class DynamoDbProcessedMessages implements ProcessedMessages {

  private static final String KEY = "messageKey";
  private static final String EXPIRES_AT = "expiresAt";
  private static final String ANSWER = "answer";

  private final DynamoDbClient dynamoDb;
  private final String table;

  DynamoDbProcessedMessages(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  @Override
  public Claim claim(MessageKey key, Instant now, Instant expiresAt) {
    try {
      dynamoDb.putItem(request ->
          request
              .tableName(table)
              .item(item(key, expiresAt))
              .conditionExpression("attribute_not_exists(messageKey) OR expiresAt <= :now")
              .expressionAttributeValues(Map.of(":now", seconds(now)))
              .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
      return new Claim.Granted();
    } catch (ConditionalCheckFailedException taken) {
      AttributeValue answer = taken.hasItem() ? taken.item().get(ANSWER) : null;
      return answer == null ? new Claim.Taken() : new Claim.Answered(answer.s());
    }
  }

  @Override
  public void answered(MessageKey key, String frame, Instant expiresAt) {
    Map<String, AttributeValue> item = new HashMap<>(item(key, expiresAt));
    item.put(ANSWER, AttributeValue.fromS(frame));
    dynamoDb.putItem(request -> request.tableName(table).item(item));
  }

  @Override
  public void release(MessageKey key) {
    dynamoDb.deleteItem(
        request -> request.tableName(table).key(Map.of(KEY, AttributeValue.fromS(key.value()))));
  }

  private static Map<String, AttributeValue> item(MessageKey key, Instant expiresAt) {
    return Map.of(KEY, AttributeValue.fromS(key.value()), EXPIRES_AT, seconds(expiresAt));
  }

  private static AttributeValue seconds(Instant time) {
    return AttributeValue.fromN(Long.toString(time.getEpochSecond()));
  }
}
