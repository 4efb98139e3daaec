package io.ocppgateway.cli.register;

import io.ocppgateway.cli.shell.NamePart;
import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.ocpp.registration.ChargePointItem;
import io.ocppgateway.ocpp.registration.PasswordHash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The table of charge points: how each proves who it is.
final class ChargePointTable {

  /// Which table it is.
  static final class Choice {

    @Option(
        names = "--table",
        paramLabel = "NAME",
        defaultValue = "ChargePoints",
        description =
            "The table of charge points, or a part of its name. Default: ${DEFAULT-VALUE}.")
    private String name = "";

    /// @throws io.ocppgateway.cli.shell.CommandFailure if there is none of that name
    ChargePointTable in(DynamoDbClient dynamoDb) {
      List<String> tables = dynamoDb.listTablesPaginator().tableNames().stream().toList();
      return new ChargePointTable(dynamoDb, NamePart.resolve("table", name, tables));
    }
  }

  private final DynamoDbClient dynamoDb;
  private final String name;

  private ChargePointTable(DynamoDbClient dynamoDb, String name) {
    this.dynamoDb = dynamoDb;
    this.name = name;
  }

  /// Writes down how a charge point proves who it is; what else stands in its item stays there.
  ///
  /// @param profile OCPP's number of its security profile; null leaves it to the gateway
  /// @param hash null for no password
  /// @param serialNumber that its certificate names, null if that is the identity
  void put(
      ChargePointId chargePoint,
      @Nullable Integer profile,
      @Nullable PasswordHash hash,
      @Nullable String serialNumber) {
    Update update = new Update();
    update.set(
        ChargePointItem.SECURITY_PROFILE,
        profile == null ? null : AttributeValue.fromN(profile.toString()));
    update.set(
        ChargePointItem.PASSWORD_HASH, hash == null ? null : AttributeValue.fromS(hash.text()));
    update.set(
        ChargePointItem.SERIAL_NUMBER,
        serialNumber == null ? null : AttributeValue.fromS(serialNumber));
    dynamoDb.updateItem(request -> {
      request.tableName(name).key(key(chargePoint)).updateExpression(update.expression());
      if (!update.values.isEmpty()) {
        request.expressionAttributeValues(update.values);
      }
    });
  }

  /// Takes a charge point's item away. Does nothing where there is none.
  void delete(ChargePointId chargePoint) {
    dynamoDb.deleteItem(request -> request.tableName(name).key(key(chargePoint)));
  }

  private static Map<String, AttributeValue> key(ChargePointId chargePoint) {
    return Map.of(ChargePointItem.CHARGE_POINT_ID, AttributeValue.fromS(chargePoint.thingName()));
  }

  /// An update expression as it grows.
  private static final class Update {

    private final List<String> set = new ArrayList<>();
    private final List<String> remove = new ArrayList<>();
    private final Map<String, AttributeValue> values = new HashMap<>();

    /// @param value null to remove the attribute
    void set(String attribute, @Nullable AttributeValue value) {
      if (value == null) {
        remove.add(attribute);
      } else {
        set.add("%s = :%s".formatted(attribute, attribute));
        values.put(":" + attribute, value);
      }
    }

    String expression() {
      List<String> clauses = new ArrayList<>();
      if (!set.isEmpty()) {
        clauses.add("SET " + String.join(", ", set));
      }
      if (!remove.isEmpty()) {
        clauses.add("REMOVE " + String.join(", ", remove));
      }
      return String.join(" ", clauses);
    }
  }
}
