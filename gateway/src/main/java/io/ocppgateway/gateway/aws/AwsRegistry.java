package io.ocppgateway.gateway.aws;

import io.ocppgateway.gateway.registry.Registration;
import io.ocppgateway.gateway.registry.Registry;
import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.ocpp.OcppVersion;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.iot.IotClient;
import software.amazon.awssdk.services.iot.model.ResourceNotFoundException;

/// Looks a charge point up in the operator's table, then among the things of AWS IoT.
///
/// The table comes first: DescribeThing allows 350 calls a second in the whole account. Both have
/// turns of their own, so that strangers, who are in neither, do not keep those out who are in the
/// table.
final class AwsRegistry implements Registry {

  private static final Logger LOG = LoggerFactory.getLogger(AwsRegistry.class);

  private static final String KEY = "chargePointId";
  private static final String ENABLED = "enabled";

  /// Of a charge point that names no version when it connects: the one that it speaks.
  private static final String ASSUMED_SUBPROTOCOL = "assumedSubprotocol";

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final DynamoDbClient dynamoDb;
  private final IotClient iot;
  private final String table;
  private final Executor threads;
  private final Turns tableTurns = new Turns("GetItem", 64, 1_000, PATIENCE);

  /// Few enough to stay below the account's limit at the 25 ms that a call takes at the least.
  private final Turns thingTurns = new Turns("DescribeThing", 8, 100, PATIENCE);

  AwsRegistry(DynamoDbClient dynamoDb, IotClient iot, String table, Executor threads) {
    this.dynamoDb = dynamoDb;
    this.iot = iot;
    this.table = table;
    this.threads = threads;
  }

  @Override
  public CompletionStage<Registration> find(ChargePointId id) {
    return CompletableFuture.supplyAsync(() -> lookUp(id), threads);
  }

  private Registration lookUp(ChargePointId id) {
    Map<String, AttributeValue> item = tableTurns.take(() -> item(id));
    return item.isEmpty() ? thingTurns.take(() -> lookUpThing(id)) : ofItem(id, item);
  }

  /// Empty if there is none.
  private Map<String, AttributeValue> item(ChargePointId id) {
    return dynamoDb
        .getItem(request ->
            request
                .tableName(table)
                .key(Map.of(KEY, AttributeValue.fromS(id.thingName())))
                .projectionExpression(String.join(", ", KEY, ENABLED, ASSUMED_SUBPROTOCOL))
                .consistentRead(true))
        .item();
  }

  private static Registration ofItem(ChargePointId id, Map<String, AttributeValue> item) {
    AttributeValue enabled = item.get(ENABLED);
    return enabled != null && Boolean.FALSE.equals(enabled.bool())
        ? Registration.DISABLED
        : new Registration.Registered(assumedVersion(id, item));
  }

  private static @Nullable OcppVersion assumedVersion(
      ChargePointId id, Map<String, AttributeValue> item) {
    AttributeValue assumed = item.get(ASSUMED_SUBPROTOCOL);
    if (assumed == null || assumed.s() == null) {
      return null;
    }
    OcppVersion version = OcppVersion.ofSubprotocol(assumed.s()).orElse(null);
    if (version == null) {
      LOG.atWarn()
          .addKeyValue("chargePointId", id)
          .addKeyValue(ASSUMED_SUBPROTOCOL, assumed.s())
          .log("unknown subprotocol in the table of charge points; none is assumed");
    }
    return version;
  }

  private Registration lookUpThing(ChargePointId id) {
    try {
      iot.describeThing(request -> request.thingName(id.thingName()));
      return Registration.REGISTERED;
    } catch (ResourceNotFoundException _) {
      return Registration.UNREGISTERED;
    }
  }
}
