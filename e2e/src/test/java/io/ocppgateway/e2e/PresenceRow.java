package io.ocppgateway.e2e;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What the table of presence says of a charge point.
///
/// @param expiresAt seconds since 1970
record PresenceRow(
    Status status,
    Instant since,
    Optional<String> reason,
    long versionNumber,
    Optional<Long> expiresAt) {

  /// As the function writes it.
  enum Status {
    ONLINE,
    OFFLINE
  }

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// Waits until a charge point has this status.
  static PresenceRow await(Stack stack, String thingName, Status status) {
    try (DynamoDbClient dynamoDb = stack.dynamoDb()) {
      String table = stack.table("Presence");
      return Awaitility.await()
          .atMost(PATIENCE)
          .alias("%s is %s".formatted(thingName, status))
          .until(
              () -> find(dynamoDb, table, thingName),
              row -> row.isPresent() && row.get().status == status)
          .orElseThrow();
    }
  }

  private static Optional<PresenceRow> find(
      DynamoDbClient dynamoDb, String table, String thingName) {
    Map<String, AttributeValue> item =
        dynamoDb
            .getItem(request ->
                request
                    .tableName(table)
                    .consistentRead(true)
                    .key(Map.of("chargePointId", AttributeValue.fromS(thingName))))
            .item();
    return item.isEmpty() ? Optional.empty() : Optional.of(of(item));
  }

  private static PresenceRow of(Map<String, AttributeValue> item) {
    return new PresenceRow(
        Status.valueOf(item.get("status").s()),
        Instant.parse(item.get("since").s()),
        Optional.ofNullable(item.get("reason")).map(AttributeValue::s),
        Long.parseLong(item.get("versionNumber").n()),
        Optional.ofNullable(item.get("expiresAt")).map(seconds -> Long.valueOf(seconds.n())));
  }
}
