package io.ocppgateway.lambdas.aws;

import io.ocppgateway.lambdas.routing.Claim;
import io.ocppgateway.lambdas.routing.MessageKey;
import io.ocppgateway.lambdas.routing.ProcessedMessages;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// Answers already given, in a DynamoDB table: an item with an `answer` has been answered, one
/// without is claimed by its `owner`. `expiresAt` (epoch seconds) is the table's TTL; as DynamoDB
/// may take days to delete, what has expired is told by comparing.
///
/// Each write is conditional on what it finds, so that neither a lapsed claim nor the SDK's own
/// retry of a write that had got through does harm.
final class DynamoDbProcessedMessages implements ProcessedMessages {

  private static final String KEY = "messageKey";
  private static final String EXPIRES_AT = "expiresAt";
  private static final String OWNER = "owner";
  private static final String ANSWER = "answer";

  /// `owner` is one of DynamoDB's reserved words.
  private static final String UNANSWERED_OF_OWNER =
      "#owner = :owner AND attribute_not_exists(answer)";

  private final DynamoDbClient dynamoDb;
  private final String table;

  DynamoDbProcessedMessages(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  @Override
  public Claim claim(MessageKey key, Instant now, Instant expiresAt) {
    Claim.Granted claim = new Claim.Granted(UUID.randomUUID().toString());
    try {
      dynamoDb.putItem(request ->
          request
              .tableName(table)
              .item(item(key, claim, expiresAt))
              .conditionExpression("attribute_not_exists(messageKey) OR expiresAt <= :now")
              .expressionAttributeValues(Map.of(":now", seconds(now)))
              .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
      return claim;
    } catch (ConditionalCheckFailedException taken) {
      Map<String, AttributeValue> item = taken.hasItem() ? taken.item() : Map.of();
      if (owner(claim).equals(item.get(OWNER))) {
        // The first attempt got through, and its answer did not.
        return claim;
      }
      AttributeValue answer = item.get(ANSWER);
      return answer == null ? new Claim.Taken() : new Claim.Answered(answer.s());
    }
  }

  @Override
  public void answered(MessageKey key, Claim.Granted claim, String frame, Instant expiresAt) {
    Map<String, AttributeValue> item = new HashMap<>(item(key, claim, expiresAt));
    item.put(ANSWER, AttributeValue.fromS(frame));
    unlessLapsed(() ->
        dynamoDb.putItem(request ->
            request
                .tableName(table)
                .item(item)
                .conditionExpression(UNANSWERED_OF_OWNER)
                .expressionAttributeNames(Map.of("#owner", OWNER))
                .expressionAttributeValues(Map.of(":owner", owner(claim)))));
  }

  @Override
  public void release(MessageKey key, Claim.Granted claim) {
    unlessLapsed(() ->
        dynamoDb.deleteItem(request ->
            request
                .tableName(table)
                .key(Map.of(KEY, AttributeValue.fromS(key.value())))
                .conditionExpression(UNANSWERED_OF_OWNER)
                .expressionAttributeNames(Map.of("#owner", OWNER))
                .expressionAttributeValues(Map.of(":owner", owner(claim)))));
  }

  private static void unlessLapsed(Runnable write) {
    try {
      write.run();
    } catch (ConditionalCheckFailedException lapsed) {
      // Another has it now, and what it does stands.
    }
  }

  private static Map<String, AttributeValue> item(
      MessageKey key, Claim.Granted claim, Instant expiresAt) {
    return Map.of(
        KEY,
        AttributeValue.fromS(key.value()),
        OWNER,
        owner(claim),
        EXPIRES_AT,
        seconds(expiresAt));
  }

  private static AttributeValue owner(Claim.Granted claim) {
    return AttributeValue.fromS(claim.owner());
  }

  private static AttributeValue seconds(Instant time) {
    return AttributeValue.fromN(Long.toString(time.getEpochSecond()));
  }
}
