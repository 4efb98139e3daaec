package io.ocppgateway.ocpp.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.ocpp.v16.V16Actions;
import io.ocppgateway.ocpp.v201.V201Actions;
import io.ocppgateway.ocpp.v21.V21Actions;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The hand-written messages against the schemas: no field forgotten, misspelled or made up.
class MessagesMatchSchemasTest {

  private static final JsonMapper JSON = new JsonMapper();

  static Stream<Action<?, ?>> actions() {
    return Stream.of(V16Actions.ALL, V201Actions.ALL, V21Actions.ALL).flatMap(List::stream);
  }

  @Test
  void everyTableIsOfItsOwnVersion() {
    List<Action<?, ?>> all = actions().toList();

    assertThat(V16Actions.ALL).allMatch(action -> action.version() == OcppVersion.V1_6);
    assertThat(V201Actions.ALL).allMatch(action -> action.version() == OcppVersion.V2_0_1);
    assertThat(V21Actions.ALL).allMatch(action -> action.version() == OcppVersion.V2_1);
    assertThat(all).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(9);
  }

  @ParameterizedTest
  @MethodSource("actions")
  void recordsHaveTheFieldsOfTheirSchemas(Action<?, ?> action) throws Exception {
    JsonNode request = schema(action, ".req", "Request");
    JsonNode response = schema(action, ".conf", "Response");

    List<String> differences = new ArrayList<>();
    compare(action.request(), request, request, differences);
    compare(action.response(), response, response, differences);

    assertThat(differences).isEmpty();
  }

  private static void compare(
      Class<?> type, JsonNode schema, JsonNode root, List<String> differences) {
    Set<String> components = new LinkedHashSet<>();
    for (RecordComponent component : type.getRecordComponents()) {
      components.add(component.getName());
      JsonNode field = resolved(schema.path("properties").path(component.getName()), root);
      if (component.getType().isRecord()) {
        compare(component.getType(), field, root, differences);
      } else if (component.getType().isEnum()) {
        compareEnum(component.getType(), field, differences);
      }
    }
    Set<String> properties = Set.copyOf(schema.path("properties").propertyNames());
    if (!components.equals(properties)) {
      differences.add("%s has %s, its schema %s".formatted(type, components, properties));
    }
  }

  private static void compareEnum(Class<?> type, JsonNode field, List<String> differences) {
    Set<String> constants = new TreeSet<>();
    Arrays.stream(type.getEnumConstants())
        .forEach(constant -> constants.add(((WireText) constant).wireText()));
    Set<String> allowed = new TreeSet<>();
    field.path("enum").forEach(value -> allowed.add(value.asString()));
    if (!constants.equals(allowed)) {
      differences.add("%s has %s, its schema %s".formatted(type, constants, allowed));
    }
  }

  private static JsonNode resolved(JsonNode field, JsonNode root) {
    String reference = field.path("$ref").asString("");
    return reference.isEmpty() ? field : root.at(reference.substring(1));
  }

  @Test
  void enumsHoldWhatTheirSchemasAllow() throws Exception {
    List<String> differences = new ArrayList<>();

    JsonNode status16 = schema(V16Actions.STATUS_NOTIFICATION, ".req", "").path("properties");
    compareEnum(
        io.ocppgateway.ocpp.v16.ChargePointStatus.class, status16.path("status"), differences);
    compareEnum(
        io.ocppgateway.ocpp.v16.ChargePointErrorCode.class,
        status16.path("errorCode"),
        differences);
    JsonNode boot201 = schema(V201Actions.BOOT_NOTIFICATION, ".req", "").path("definitions");
    compareEnum(
        io.ocppgateway.ocpp.v201.BootReasonEnumType.class,
        boot201.path("BootReasonEnumType"),
        differences);
    JsonNode status201 = schema(V201Actions.STATUS_NOTIFICATION, ".req", "").path("definitions");
    compareEnum(
        io.ocppgateway.ocpp.v201.ConnectorStatusEnumType.class,
        status201.path("ConnectorStatusEnumType"),
        differences);
    JsonNode boot21 = schema(V21Actions.BOOT_NOTIFICATION, "", "Request").path("definitions");
    compareEnum(
        io.ocppgateway.ocpp.v21.BootReasonEnumType.class,
        boot21.path("BootReasonEnumType"),
        differences);
    JsonNode status21 = schema(V21Actions.STATUS_NOTIFICATION, "", "Request").path("definitions");
    compareEnum(
        io.ocppgateway.ocpp.v21.ConnectorStatusEnumType.class,
        status21.path("ConnectorStatusEnumType"),
        differences);

    assertThat(differences).isEmpty();
  }

  private static JsonNode schema(Action<?, ?> action, String endingBefore21, String endingIn21)
      throws Exception {
    String resource =
        switch (action.version()) {
          case V1_6 -> "ocpp1_6.json";
          case V2_0_1 -> "ocpp2_0_1.json";
          case V2_1 -> "ocpp2_1.json";
        };
    String ending = action.version() == OcppVersion.V2_1 ? endingIn21 : endingBefore21;
    try (InputStream json =
        Action.class.getResourceAsStream("/io/ocppgateway/ocpp/schema/" + resource)) {
      for (JsonNode schema : JSON.readTree(json)) {
        if (schema.path("$id").asString().equals("urn:" + action.name() + ending)) {
          return schema;
        }
      }
    }
    throw new AssertionError(resource + " has no schema for " + action + ending);
  }
}
