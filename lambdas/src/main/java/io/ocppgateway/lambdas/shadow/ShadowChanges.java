package io.ocppgateway.lambdas.shadow;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What must be merged into a shadow to change what it holds into something else.
public final class ShadowChanges {

  private ShadowChanges() {}

  /// The wanted document, with a null for each field that the present one has and it has not.
  /// Whole, not only what differs: the shadow's metadata then tells when it was reported last.
  public static ObjectNode replacing(ObjectNode present, ObjectNode wanted) {
    ObjectNode changes = wanted.deepCopy();
    for (Map.Entry<String, JsonNode> field : present.properties()) {
      JsonNode value = wanted.get(field.getKey());
      if (value == null) {
        changes.putNull(field.getKey());
      } else if (value instanceof ObjectNode inner
          && field.getValue() instanceof ObjectNode presentInner) {
        changes.set(field.getKey(), replacing(presentInner, inner));
      }
    }
    return changes;
  }
}
