package io.ocppgateway.local.template;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// What the CDK app calls its resources.
///
/// A path as `/Stack/MessageRouting/FrameHandler/Function/Resource` gives the name `FrameHandler`:
/// levels at the end that only repeat the resource's type tell people nothing.
///
/// @param pathByLogicalId without the stack, outermost construct first
record ConstructNames(Map<String, List<String>> pathByLogicalId) {

  /// No names: resources are called by their logical ids.
  static final ConstructNames NONE = new ConstructNames(Map.of());

  ConstructNames {
    pathByLogicalId = Map.copyOf(pathByLogicalId);
  }

  /// Reads the metadata of a stack, entries by construct path.
  ///
  /// @see "aws-cdk cloud-assembly-schema: MetadataEntry of type aws:cdk:logicalId"
  static ConstructNames of(JsonNode metadata) {
    Map<String, List<String>> paths = new HashMap<>();
    metadata
        .properties()
        .forEach(entry -> {
          for (JsonNode fact : entry.getValue()) {
            if (fact.path("type").asString("").equals("aws:cdk:logicalId")) {
              paths.put(fact.path("data").asString(""), levels(entry.getKey()));
            }
          }
        });
    return new ConstructNames(paths);
  }

  private static List<String> levels(String path) {
    List<String> levels = new ArrayList<>(List.of(path.split("/")));
    levels.removeIf(String::isEmpty);
    return levels.subList(Math.min(1, levels.size()), levels.size());
  }

  /// The name of the construct that stands for the resource, its logical id where it is not known.
  ///
  /// @param type as in `AWS::Lambda::Function`
  String nameOf(String logicalId, String type) {
    List<String> path = pathByLogicalId.getOrDefault(logicalId, List.of());
    int last = path.size() - 1;
    while (last > 0 && isGeneric(path.get(last), type)) {
      last--;
    }
    return last < 0 ? logicalId : path.get(last);
  }

  private static boolean isGeneric(String level, String type) {
    return level.equals("Resource") || level.equals("Default") || type.endsWith(level);
  }
}
