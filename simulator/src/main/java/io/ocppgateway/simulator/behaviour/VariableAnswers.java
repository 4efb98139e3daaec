package io.ocppgateway.simulator.behaviour;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// GetVariables, SetVariables and the base report on [Variables].
///
/// @see "OCPP 2.0.1 Part 2 B05, B06, B07"
final class VariableAnswers {

  private final Variables variables;

  VariableAnswers(Variables variables) {
    this.variables = variables;
  }

  Reply get(ObjectNode payload) {
    ObjectNode result = object();
    ArrayNode results = result.putArray("getVariableResult");
    for (JsonNode asked : payload.path("getVariableData")) {
      Optional<Map.Entry<Variables.Key, Variables.Value>> found = find(asked);
      String status = status(asked, found.isPresent());
      ObjectNode answer = results.addObject().put("attributeStatus", status);
      found
          .filter(_ -> status.equals("Accepted"))
          .ifPresent(entry -> answer.put("attributeValue", entry.getValue().text()));
      answer.set("component", asked.path("component"));
      answer.set("variable", asked.path("variable"));
    }
    return new Reply.Result(result, List.of());
  }

  ObjectNode set(ObjectNode payload) {
    ObjectNode result = object();
    ArrayNode results = result.putArray("setVariableResult");
    for (JsonNode wanted : payload.path("setVariableData")) {
      Optional<Map.Entry<Variables.Key, Variables.Value>> found = find(wanted);
      String status = status(wanted, found.isPresent());
      if (status.equals("Accepted")) {
        status = change(found.orElseThrow(), wanted.path("attributeValue").asString());
      }
      ObjectNode answer = results.addObject().put("attributeStatus", status);
      answer.set("component", wanted.path("component"));
      answer.set("variable", wanted.path("variable"));
    }
    return result;
  }

  ArrayNode report() {
    ArrayNode report = JsonNodeFactory.instance.arrayNode();
    variables
        .all()
        .forEach(entry -> {
          Variables.Value value = entry.getValue();
          ObjectNode item = report.addObject();
          item.putObject("component").put("name", entry.getKey().component());
          item.putObject("variable").put("name", entry.getKey().variable());
          item.putArray("variableAttribute")
              .addObject()
              .put("type", "Actual")
              .put("value", value.text())
              .put("mutability", value.writable() ? "ReadWrite" : "ReadOnly");
          item.putObject("variableCharacteristics")
              .put("dataType", value.dataType())
              .put("supportsMonitoring", false);
        });
    return report;
  }

  private Optional<Map.Entry<Variables.Key, Variables.Value>> find(JsonNode data) {
    return variables.find(
        data.path("component").path("name").asString(),
        data.path("variable").path("name").asString());
  }

  private String status(JsonNode data, boolean found) {
    if (!variables.hasComponent(data.path("component").path("name").asString())) {
      return "UnknownComponent";
    }
    if (!found) {
      return "UnknownVariable";
    }
    return data.path("attributeType").asString("Actual").equals("Actual")
        ? "Accepted"
        : "NotSupportedAttributeType";
  }

  /// The heartbeat interval is the only one that can be written.
  private String change(Map.Entry<Variables.Key, Variables.Value> entry, String text) {
    if (!entry.getValue().writable() || !text.matches("\\d{1,9}") || Long.parseLong(text) == 0) {
      return "Rejected";
    }
    variables.heartbeatIntervalSet(Long.parseLong(text));
    return "Accepted";
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
