package io.ocppgateway.cli;

import io.ocppgateway.cli.shell.Shell;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// An item of a DynamoDB table, for reading.
///
/// @param attributes by name
record TableItem(Map<String, AttributeValue> attributes) {

  private static final int MAX_CELL_LENGTH = 80;
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  TableItem {
    attributes = Map.copyOf(attributes);
  }

  /// The item as plain JSON, without DynamoDB's type letters: sets are arrays, binary values are
  /// base64.
  String json() {
    return object(attributes).toString();
  }

  /// One attribute for a column, empty if the item lacks it; cut at [#MAX_CELL_LENGTH].
  String cell(String name) {
    AttributeValue value = attributes.get(name);
    if (value == null) {
      return "";
    }
    JsonNode json = node(value);
    String text = Shell.oneLine(json.isString() ? json.stringValue() : json.toString());
    return text.length() > MAX_CELL_LENGTH ? text.substring(0, MAX_CELL_LENGTH - 1) + "…" : text;
  }

  private static ObjectNode object(Map<String, AttributeValue> attributes) {
    ObjectNode object = JSON.objectNode();
    new TreeMap<>(attributes).forEach((name, value) -> object.set(name, node(value)));
    return object;
  }

  private static JsonNode node(AttributeValue value) {
    return switch (value.type()) {
      case S -> JSON.stringNode(value.s());
      case N -> JSON.numberNode(new BigDecimal(value.n()));
      case B -> JSON.stringNode(base64(value.b()));
      case BOOL -> JSON.booleanNode(value.bool());
      case NUL -> JSON.nullNode();
      case M -> object(value.m());
      case L -> array(value.l().stream().map(TableItem::node).toList());
      case SS -> array(value.ss().stream().map(s -> (JsonNode) JSON.stringNode(s)).toList());
      case NS ->
          array(
              value.ns().stream().map(n -> (JsonNode) JSON.numberNode(new BigDecimal(n))).toList());
      case BS ->
          array(value.bs().stream().map(b -> (JsonNode) JSON.stringNode(base64(b))).toList());
      case UNKNOWN_TO_SDK_VERSION -> JSON.stringNode(value.toString());
    };
  }

  private static ArrayNode array(List<JsonNode> elements) {
    return JSON.arrayNode().addAll(elements);
  }

  private static String base64(SdkBytes bytes) {
    return Base64.getEncoder().encodeToString(bytes.asByteArray());
  }
}
