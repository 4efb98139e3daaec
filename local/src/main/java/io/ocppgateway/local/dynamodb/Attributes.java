package io.ocppgateway.local.dynamodb;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// JSON as DynamoDB's attributes, as the action DynamoDBv2 writes them: `5` becomes `{"N":"5"}`.
final class Attributes {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Attributes() {}

  /// Each property as an attribute.
  static ObjectNode of(ObjectNode item) {
    ObjectNode attributes = JSON.objectNode();
    item.properties().forEach(entry -> attributes.set(entry.getKey(), of(entry.getValue())));
    return attributes;
  }

  private static ObjectNode of(JsonNode value) {
    ObjectNode attribute = JSON.objectNode();
    switch (value) {
      case ObjectNode object -> attribute.set("M", of(object));
      case ArrayNode array -> {
        ArrayNode list = attribute.putArray("L");
        array.forEach(element -> list.add(of(element)));
      }
      case JsonNode number when number.isNumber() -> attribute.put("N", number.asString());
      case JsonNode flag when flag.isBoolean() -> attribute.put("BOOL", flag.booleanValue());
      case JsonNode nothing when nothing.isNull() -> attribute.put("NULL", true);
      case JsonNode text -> attribute.put("S", text.asString());
    }
    return attribute;
  }
}
