package io.ocppgateway.local.template;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The resources of one template whose conditions hold.
///
/// Immutable; safe for every thread.
public final class Template {

  private final Map<String, Resource> resources;

  private Template(Map<String, Resource> resources) {
    this.resources = resources;
  }

  /// Reads a template.
  ///
  /// @param document the template as CloudFormation would get it
  /// @throws TemplateException if a condition of a resource cannot be decided
  public static Template of(JsonNode document, Surroundings surroundings) {
    return of(document, surroundings, ConstructNames.NONE);
  }

  static Template of(JsonNode document, Surroundings surroundings, ConstructNames constructs) {
    Resolver resolver = new Resolver(document, surroundings);
    Map<String, Resource> resources = new LinkedHashMap<>();
    document
        .path("Resources")
        .properties()
        .forEach(entry -> {
          String logicalId = entry.getKey();
          JsonNode resource = entry.getValue();
          if (isWanted(resolver, logicalId, resource)) {
            resources.put(logicalId, read(resolver, constructs, logicalId, resource));
          }
        });
    return new Template(resources);
  }

  private static boolean isWanted(Resolver resolver, String logicalId, JsonNode resource) {
    JsonNode condition = resource.path("Condition");
    return condition.isMissingNode()
        || resolver.condition(condition.asString(), logicalId + ".Condition");
  }

  private static Resource read(
      Resolver resolver, ConstructNames constructs, String logicalId, JsonNode resource) {
    String type = resource.path("Type").asString();
    String physicalName = resolver.names().physicalName(logicalId);
    JsonNode raw = resource.path("Properties");
    ObjectNode properties =
        raw instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
    return new Resource(
        logicalId,
        type,
        new TemplateValue(resolver, logicalId, properties),
        physicalName,
        resolver.names().isGenerated(logicalId)
            ? constructs.nameOf(logicalId, type)
            : physicalName);
  }

  /// All resources, in the template's order.
  public Collection<Resource> resources() {
    return resources.values();
  }

  /// The resources of these types, in the template's order.
  public List<Resource> resources(String... types) {
    List<String> wanted = List.of(types);
    List<Resource> found = new ArrayList<>();
    for (Resource resource : resources.values()) {
      if (wanted.contains(resource.type())) {
        found.add(resource);
      }
    }
    return found;
  }

  /// The resource with this logical id.
  public Optional<Resource> resource(String logicalId) {
    return Optional.ofNullable(resources.get(logicalId));
  }
}
