package io.ocppgateway.gateway.aws;

import io.ocppgateway.gateway.registry.Registration;
import io.ocppgateway.gateway.registry.Registry;
import io.ocppgateway.ocpp.ChargePointId;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.iot.IotClient;
import software.amazon.awssdk.services.iot.model.ResourceNotFoundException;

/// Looks a charge point up in the operator's table, then among the things of AWS IoT.
///
/// The table comes first: DescribeThing allows 350 calls a second in the whole account.
final class AwsRegistry implements Registry {

  private static final String KEY = "chargePointId";
  private static final String ENABLED = "enabled";

  /// Each look-up takes a connection; the others wait for their turn.
  private static final int MAX_CONCURRENT = 64;

  private final DynamoDbClient dynamoDb;
  private final IotClient iot;
  private final String table;
  private final Executor threads;
  private final Semaphore turns = new Semaphore(MAX_CONCURRENT);

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
    turns.acquireUninterruptibly();
    try {
      Map<String, AttributeValue> item =
          dynamoDb
              .getItem(request ->
                  request
                      .tableName(table)
                      .key(Map.of(KEY, AttributeValue.fromS(id.thingName())))
                      .projectionExpression(KEY + ", " + ENABLED)
                      .consistentRead(true))
              .item();
      return item.isEmpty() ? lookUpThing(id) : ofItem(item);
    } finally {
      turns.release();
    }
  }

  private static Registration ofItem(Map<String, AttributeValue> item) {
    AttributeValue enabled = item.get(ENABLED);
    return enabled != null && Boolean.FALSE.equals(enabled.bool())
        ? Registration.DISABLED
        : Registration.REGISTERED;
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
