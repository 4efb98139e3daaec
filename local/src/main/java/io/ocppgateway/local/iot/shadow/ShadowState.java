package io.ocppgateway.local.iot.shadow;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Shadows as they stand in their file.
final class ShadowState {

  private ShadowState() {}

  static JsonNode write(Map<ShadowId, Shadow> shadows) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    shadows.forEach((id, shadow) -> {
      ObjectNode one = all.addObject();
      one.put("thing", id.thing());
      one.put("name", id.name());
      one.put("version", shadow.version());
      one.set("desired", shadow.desired());
      one.set("reported", shadow.reported());
      one.set("desiredMetadata", shadow.desiredMetadata());
      one.set("reportedMetadata", shadow.reportedMetadata());
    });
    return all;
  }

  /// @throws IllegalStateException if the file does not hold shadows
  static Map<ShadowId, Shadow> read(JsonNode all) {
    Map<ShadowId, Shadow> shadows = new HashMap<>();
    for (JsonNode one : all) {
      shadows.put(
          new ShadowId(one.path("thing").asString(), one.path("name").asString()),
          new Shadow(
              object(one, "desired"),
              object(one, "reported"),
              object(one, "desiredMetadata"),
              object(one, "reportedMetadata"),
              one.path("version").asLong()));
    }
    return shadows;
  }

  private static ObjectNode object(JsonNode one, String field) {
    if (one.get(field) instanceof ObjectNode object) {
      return object;
    }
    throw new IllegalStateException(
        "the file of shadows holds no object %s in %s; delete the file".formatted(field, one));
  }
}
