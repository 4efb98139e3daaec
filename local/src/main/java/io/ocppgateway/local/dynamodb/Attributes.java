package io.ocppgateway.local.dynamodb;

import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// JSON as attributes of an item.
final class Attributes {

  private Attributes() {}

  static Map<String, AttributeValue> of(ObjectNode object) {
    Map<String, AttributeValue> attributes = new LinkedHashMap<>();
    object.properties().forEach(entry -> attributes.put(entry.getKey(), of(entry.getValue())));
    return attributes;
  }

  private static AttributeValue of(JsonNode value) {
    return switch (value) {
      case ObjectNode object -> AttributeValue.fromM(of(object));
      case ArrayNode array ->
          AttributeValue.fromL(array.valueStream().map(Attributes::of).toList());
      case JsonNode number when number.isNumber() -> AttributeValue.fromN(number.asString());
      case JsonNode flag when flag.isBoolean() -> AttributeValue.fromBool(flag.booleanValue());
      case JsonNode nothing when nothing.isNull() -> AttributeValue.fromNul(true);
      case JsonNode text -> AttributeValue.fromS(text.asString());
    };
  }
}
