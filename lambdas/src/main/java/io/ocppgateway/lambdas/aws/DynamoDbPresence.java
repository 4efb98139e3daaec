package io.ocppgateway.lambdas.aws;

import io.ocppgateway.lambdas.presence.ConnectionEvent;
import io.ocppgateway.lambdas.presence.PresenceTable;
import io.ocppgateway.ocpp.ChargePointId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/// Presence in a DynamoDB table, an item for each charge point: `status`, `since` and, where it is
/// offline, `reason` for those who ask; `versionNumber` and `sessionIdentifier` for the order of
/// events; `expiresAt` (epoch seconds) is the table's TTL.
///
/// Each write is conditional on what was read before.
final class DynamoDbPresence implements PresenceTable {

  private static final String CHARGE_POINT = "chargePointId";
  private static final String STATUS = "status";
  private static final String SINCE = "since";
  private static final String REASON = "reason";
  private static final String VERSION = "versionNumber";
  private static final String SESSION = "sessionIdentifier";
  private static final String EXPIRES_AT = "expiresAt";

  /// `status` is one of DynamoDB's reserved words.
  private static final String IS_STILL =
      "versionNumber = :version AND sessionIdentifier = :session AND #status = :status";

  private final DynamoDbClient dynamoDb;
  private final String table;

  DynamoDbPresence(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  @Override
  public Optional<ConnectionEvent> latest(ChargePointId chargePointId) {
    Map<String, AttributeValue> item =
        dynamoDb
            .getItem(request ->
                request
                    .tableName(table)
                    .key(Map.of(CHARGE_POINT, text(chargePointId.thingName())))
                    .consistentRead(true))
            .item();
    return item.isEmpty() ? Optional.empty() : Optional.of(event(chargePointId, item));
  }

  @Override
  public boolean add(ConnectionEvent first) {
    return put(
        first, request -> request.conditionExpression("attribute_not_exists(chargePointId)"));
  }

  @Override
  public boolean replace(ConnectionEvent latest, ConnectionEvent later) {
    return put(
        later,
        request ->
            request
                .conditionExpression(IS_STILL)
                .expressionAttributeNames(Map.of("#status", STATUS))
                .expressionAttributeValues(
                    Map.of(
                        ":version", number(latest.versionNumber()),
                        ":session", text(latest.sessionIdentifier()),
                        ":status", text(latest.status().name()))));
  }

  private boolean put(ConnectionEvent event, Consumer<PutItemRequest.Builder> condition) {
    try {
      dynamoDb.putItem(request -> condition.accept(request.tableName(table).item(item(event))));
      return true;
    } catch (ConditionalCheckFailedException changed) {
      return false;
    }
  }

  private static Map<String, AttributeValue> item(ConnectionEvent event) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put(CHARGE_POINT, text(event.chargePointId().thingName()));
    item.put(STATUS, text(event.status().name()));
    item.put(SINCE, text(event.at().toString()));
    item.put(VERSION, number(event.versionNumber()));
    item.put(SESSION, text(event.sessionIdentifier()));
    if (!event.reason().isEmpty()) {
      item.put(REASON, text(event.reason()));
    }
    event.forgottenAt().ifPresent(at -> item.put(EXPIRES_AT, number(at.getEpochSecond())));
    return item;
  }

  private static ConnectionEvent event(
      ChargePointId chargePointId, Map<String, AttributeValue> item) {
    AttributeValue reason = item.get(REASON);
    return new ConnectionEvent(
        chargePointId,
        attribute(item, SESSION).s(),
        Long.parseLong(attribute(item, VERSION).n()),
        Instant.parse(attribute(item, SINCE).s()),
        ConnectionEvent.Status.valueOf(attribute(item, STATUS).s()),
        reason == null ? "" : reason.s());
  }

  private static AttributeValue attribute(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    if (value == null) {
      throw new IllegalStateException(
          "an item of presence has no %s, only %s; remove it: the next event makes it anew"
              .formatted(name, item.keySet()));
    }
    return value;
  }

  private static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  private static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }
}
