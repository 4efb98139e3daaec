package io.ocppgateway.simulator.behaviour;

import io.ocppgateway.simulator.behaviour.Variables.Variable;
import java.util.List;
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
      Optional<Variable> found = find(asked);
      String status = status(asked, found.isPresent());
      ObjectNode answer = results.addObject().put("attributeStatus", status);
      found
          .filter(_ -> status.equals("Accepted"))
          .ifPresent(variable -> answer.put("attributeValue", variable.value()));
      answer.set("component", asked.path("component"));
      answer.set("variable", asked.path("variable"));
    }
    return new Reply.Result(result, List.of());
  }

  ObjectNode set(ObjectNode payload) {
    ObjectNode result = object();
    ArrayNode results = result.putArray("setVariableResult");
    for (JsonNode wanted : payload.path("setVariableData")) {
      Optional<Variable> found = find(wanted);
      String status = status(wanted, found.isPresent());
      if (status.equals("Accepted")
          && !variables.change(found.orElseThrow(), wanted.path("attributeValue").asString())) {
        status = "Rejected";
      }
      ObjectNode answer = results.addObject().put("attributeStatus", status);
      answer.set("component", wanted.path("component"));
      answer.set("variable", wanted.path("variable"));
    }
    return result;
  }

  ArrayNode report() {
    ArrayNode report = JsonNodeFactory.instance.arrayNode();
    for (Variable variable : variables.all()) {
      Variables.Key key = variable.key();
      ObjectNode item = report.addObject();
      item.putObject("component").put("name", key.component());
      ObjectNode name = item.putObject("variable").put("name", key.variable());
      if (!key.instance().isEmpty()) {
        name.put("instance", key.instance());
      }
      item.putArray("variableAttribute")
          .addObject()
          .put("type", "Actual")
          .put("value", variable.value())
          .put("mutability", variable.writable() ? "ReadWrite" : "ReadOnly");
      item.putObject("variableCharacteristics")
          .put("dataType", variable.dataType())
          .put("supportsMonitoring", false);
    }
    return report;
  }

  private Optional<Variable> find(JsonNode asked) {
    return variables.find(
        new Variables.Key(
            asked.path("component").path("name").asString(),
            asked.path("variable").path("name").asString(),
            asked.path("variable").path("instance").asString("")));
  }

  private String status(JsonNode asked, boolean found) {
    if (!variables.hasComponent(asked.path("component").path("name").asString())) {
      return "UnknownComponent";
    }
    if (!found) {
      return "UnknownVariable";
    }
    return asked.path("attributeType").asString("Actual").equals("Actual")
        ? "Accepted"
        : "NotSupportedAttributeType";
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
