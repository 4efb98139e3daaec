package io.ocppgateway.cli;

import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.ocpp.registration.ChargePointItem;
import io.ocppgateway.ocpp.registration.PasswordHash;
import io.ocppgateway.ocpp.registration.Pepper;
import java.io.InputStream;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.iot.IotClient;
import software.amazon.awssdk.services.iot.model.ResourceAlreadyExistsException;

/// `cpo register`: makes charge points known, as things of the IoT registry, and writes down how
/// they prove who they are.
@Command(
    name = "register",
    description =
        "Registers charge points as IoT things, and their passwords in the table of charge points. The"
            + " gateway turns away those that are not registered.",
    mixinStandardHelpOptions = true)
final class RegisterCommand implements Runnable {

  private final Shell shell;

  @Spec private CommandSpec command = CommandSpec.create();

  @Mixin private final Target target;
  @Mixin private final CredentialOptions credentials;

  @Option(
      names = "--table",
      paramLabel = "NAME",
      defaultValue = "ChargePoints",
      description = "The table of charge points, or a part of its name. Default: ${DEFAULT-VALUE}.")
  private String tableName = "";

  @Parameters(
      paramLabel = "ID",
      arity = "1..*",
      converter = ChargePointIdConverter.class,
      description = "Identities of charge points, as they stand at the end of their URLs.")
  private List<ChargePointId> chargePoints = List.of();

  RegisterCommand(Shell shell, InputStream in) {
    this.shell = shell;
    target = new Target(shell);
    credentials = new CredentialOptions(shell, in);
  }

  @Override
  public void run() {
    String fault = credentials.fault(chargePoints.size());
    if (fault != null) {
      throw new ParameterException(command.commandLine(), fault);
    }
    if (credentials.isGiven()) {
      registerWithCredentials();
    } else {
      registerAll(Map.of());
    }
  }

  /// The item first: a thing alone may connect without a password where profile 0 is allowed.
  private void registerWithCredentials() {
    Pepper pepper = credentials.hasPassword() ? credentials.pepper(target.isAws()) : null;
    Map<ChargePointId, String> generated = new HashMap<>();
    try (DynamoDbClient dynamoDb = target.dynamoDb()) {
      List<String> tables = dynamoDb.listTablesPaginator().tableNames().stream().toList();
      String table = TableCommand.tableNamed(tableName, tables);
      for (ChargePointId chargePoint : chargePoints) {
        PasswordHash hash = null;
        if (pepper != null) {
          String password = credentials.passwordText();
          hash = PasswordHash.of(CredentialOptions.checked(password), pepper, new SecureRandom());
          if (credentials.isGenerated()) {
            generated.put(chargePoint, password);
          }
        }
        write(dynamoDb, table, chargePoint, hash);
      }
    }
    registerAll(generated);
  }

  /// @param generated passwords to print
  private void registerAll(Map<ChargePointId, String> generated) {
    try (IotClient iot = target.iot()) {
      for (ChargePointId chargePoint : chargePoints) {
        String password = generated.get(chargePoint);
        shell
            .out()
            .println(
                "%s: %s%s"
                    .formatted(
                        chargePoint,
                        register(iot, chargePoint),
                        password == null ? "" : ", password " + password));
      }
    }
  }

  /// What else stands in the item stays there.
  ///
  /// @param hash null for no password
  private void write(
      DynamoDbClient dynamoDb,
      String table,
      ChargePointId chargePoint,
      @Nullable PasswordHash hash) {
    Integer profile = credentials.profile();
    List<String> set = new ArrayList<>();
    List<String> remove = new ArrayList<>();
    Map<String, AttributeValue> values = new HashMap<>();
    if (profile == null) {
      remove.add(ChargePointItem.SECURITY_PROFILE);
    } else {
      set.add(ChargePointItem.SECURITY_PROFILE + " = :profile");
      values.put(":profile", AttributeValue.fromN(profile.toString()));
    }
    if (hash == null) {
      remove.add(ChargePointItem.PASSWORD_HASH);
    } else {
      set.add(ChargePointItem.PASSWORD_HASH + " = :hash");
      values.put(":hash", AttributeValue.fromS(hash.text()));
    }
    String update =
        "SET "
            + String.join(", ", set)
            + (remove.isEmpty() ? "" : " REMOVE " + String.join(", ", remove));
    dynamoDb.updateItem(request ->
        request
            .tableName(table)
            .key(
                Map.of(
                    ChargePointItem.CHARGE_POINT_ID, AttributeValue.fromS(chargePoint.thingName())))
            .updateExpression(update)
            .expressionAttributeValues(values));
  }

  private static String register(IotClient iot, ChargePointId chargePoint) {
    String thing = chargePoint.thingName();
    try {
      iot.createThing(request -> request.thingName(thing));
      return thing.equals(chargePoint.identity()) ? "registered" : "registered as thing " + thing;
    } catch (ResourceAlreadyExistsException e) {
      return "was registered already, with other attributes";
    }
  }
}
