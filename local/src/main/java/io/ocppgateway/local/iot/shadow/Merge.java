package io.ocppgateway.local.iot.shadow;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// How a shadow's section takes a change, and how two sections differ. Pure.
///
/// Objects merge key by key; `null` removes; anything else, arrays too, replaces.
///
/// @see "AWS IoT Core developer guide: device shadow service documents"
final class Merge {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Merge() {}

  /// Changes a section and its metadata in place.
  ///
  /// @param timestamp seconds since 1970, recorded for each value that is set
  static void apply(ObjectNode state, ObjectNode metadata, ObjectNode change, long timestamp) {
    for (Map.Entry<String, JsonNode> entry : change.properties()) {
      String key = entry.getKey();
      JsonNode value = entry.getValue();
      if (value.isNull()) {
        state.remove(key);
        metadata.remove(key);
      } else if (value instanceof ObjectNode object) {
        apply(child(state, key), child(metadata, key), object, timestamp);
      } else {
        state.set(key, value);
        metadata.set(key, stamps(value, timestamp));
      }
    }
  }

  /// The metadata of the values that a change sets.
  static JsonNode stamps(JsonNode value, long timestamp) {
    return switch (value) {
      case ObjectNode object -> {
        ObjectNode stamps = JSON.objectNode();
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
          if (!entry.getValue().isNull()) {
            stamps.set(entry.getKey(), stamps(entry.getValue(), timestamp));
          }
        }
        yield stamps;
      }
      case ArrayNode array -> {
        ArrayNode stamps = JSON.arrayNode();
        array.forEach(element -> stamps.add(stamps(element, timestamp)));
        yield stamps;
      }
      default -> JSON.objectNode().put("timestamp", timestamp);
    };
  }

  /// What is desired and not, or otherwise, reported.
  static ObjectNode difference(ObjectNode desired, ObjectNode reported) {
    ObjectNode difference = JSON.objectNode();
    for (Map.Entry<String, JsonNode> entry : desired.properties()) {
      JsonNode other = reported.get(entry.getKey());
      if (entry.getValue() instanceof ObjectNode wished && other instanceof ObjectNode actual) {
        ObjectNode inner = difference(wished, actual);
        if (!inner.isEmpty()) {
          difference.set(entry.getKey(), inner);
        }
      } else if (!entry.getValue().equals(other)) {
        difference.set(entry.getKey(), entry.getValue());
      }
    }
    return difference;
  }

  /// The part of the metadata that belongs to a part of the state.
  static ObjectNode select(ObjectNode metadata, ObjectNode part) {
    ObjectNode selected = JSON.objectNode();
    for (Map.Entry<String, JsonNode> entry : part.properties()) {
      JsonNode stamp = metadata.get(entry.getKey());
      if (stamp instanceof ObjectNode stamps && entry.getValue() instanceof ObjectNode inner) {
        selected.set(entry.getKey(), select(stamps, inner));
      } else if (stamp != null) {
        selected.set(entry.getKey(), stamp);
      }
    }
    return selected;
  }

  private static ObjectNode child(ObjectNode parent, String key) {
    if (parent.get(key) instanceof ObjectNode existing) {
      return existing;
    }
    ObjectNode created = JSON.objectNode();
    parent.set(key, created);
    return created;
  }
}
