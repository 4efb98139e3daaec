package io.ocppgateway.gateway.aws;

import static io.ocppgateway.ocpp.registration.ChargePointItem.ASSUMED_SUBPROTOCOL;
import static io.ocppgateway.ocpp.registration.ChargePointItem.CHARGE_POINT_ID;
import static io.ocppgateway.ocpp.registration.ChargePointItem.ENABLED;
import static io.ocppgateway.ocpp.registration.ChargePointItem.PASSWORD_HASH;
import static io.ocppgateway.ocpp.registration.ChargePointItem.SECURITY_PROFILE;
import static io.ocppgateway.ocpp.registration.ChargePointItem.SERIAL_NUMBER;

import io.ocppgateway.gateway.registry.Registration;
import io.ocppgateway.gateway.registry.Registry;
import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.ocpp.registration.PasswordHash;
import io.ocppgateway.ocpp.registration.SecurityProfile;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.iot.IotClient;
import software.amazon.awssdk.services.iot.model.ResourceNotFoundException;

/// Looks a charge point up in the operator's table, then among the things of AWS IoT.
///
/// The table comes first: DescribeThing allows 350 calls a second in the whole account unless that
/// is raised. Both have turns of their own, so that strangers, who are in neither, do not keep
/// those out who are in the table.
final class AwsRegistry implements Registry {

  private static final Logger LOG = LoggerFactory.getLogger(AwsRegistry.class);

  private static final String ATTRIBUTES =
      String.join(
          ", ",
          CHARGE_POINT_ID,
          ENABLED,
          ASSUMED_SUBPROTOCOL,
          SECURITY_PROFILE,
          PASSWORD_HASH,
          SERIAL_NUMBER);

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Supplier<DynamoDbClient> dynamoDb;
  private final Supplier<IotClient> iot;
  private final String table;
  private final Executor threads;
  private final Turns tableTurns = new Turns("GetItem", 64, 10_000, PATIENCE, Pace.ofPerSecond(0));
  private final Turns thingTurns;

  /// @param thingPace the gateway's share of what the account may ask the registry of things
  AwsRegistry(
      Supplier<DynamoDbClient> dynamoDb,
      Supplier<IotClient> iot,
      String table,
      Pace thingPace,
      Executor threads) {
    thingTurns = new Turns("DescribeThing", 16, 1_000, PATIENCE, thingPace);
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
        .get()
        .getItem(request ->
            request
                .tableName(table)
                .key(Map.of(CHARGE_POINT_ID, AttributeValue.fromS(id.thingName())))
                .projectionExpression(ATTRIBUTES)
                .consistentRead(true))
        .item();
  }

  private static Registration ofItem(ChargePointId id, Map<String, AttributeValue> item) {
    AttributeValue enabled = item.get(ENABLED);
    return enabled != null && Boolean.FALSE.equals(enabled.bool())
        ? Registration.DISABLED
        : new Registration.Registered(
            assumedVersion(id, item),
            securityProfile(id, item),
            passwordHash(id, item),
            serialNumber(item));
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

  /// What cannot be read must not let anybody in, and keep nobody out for good: the look-up fails.
  private static @Nullable SecurityProfile securityProfile(
      ChargePointId id, Map<String, AttributeValue> item) {
    AttributeValue profile = item.get(SECURITY_PROFILE);
    if (profile == null) {
      return null;
    }
    return Optional.ofNullable(profile.n())
        .filter(number -> number.matches("[0-3]"))
        .flatMap(number -> SecurityProfile.ofNumber(Integer.parseInt(number)))
        .orElseThrow(() ->
            new UnreadableItem(
                "%s: its %s is no number from 0 to 3".formatted(id, SECURITY_PROFILE)));
  }

  private static @Nullable PasswordHash passwordHash(
      ChargePointId id, Map<String, AttributeValue> item) {
    AttributeValue hash = item.get(PASSWORD_HASH);
    try {
      return hash == null ? null : PasswordHash.parse(String.valueOf(hash.s()));
    } catch (IllegalArgumentException e) {
      throw new UnreadableItem("%s: its %s is %s".formatted(id, PASSWORD_HASH, e.getMessage()), e);
    }
  }

  private static @Nullable String serialNumber(Map<String, AttributeValue> item) {
    AttributeValue number = item.get(SERIAL_NUMBER);
    return number == null ? null : number.s();
  }

  private Registration lookUpThing(ChargePointId id) {
    try {
      iot.get().describeThing(request -> request.thingName(id.thingName()));
      return Registration.REGISTERED;
    } catch (ResourceNotFoundException _) {
      return Registration.UNREGISTERED;
    }
  }

  /// An item of the table holds what nobody has written.
  private static final class UnreadableItem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableItem(String message) {
      super(message);
    }

    UnreadableItem(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
