package io.ocppgateway.local.rules.sql;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Functions that look into arrays and objects, and at what a value is.
final class StructureFunctions {

  static final Map<String, RuleFunction> TABLE =
      Map.of(
          "get", RuleFunction.of(2, 2, StructureFunctions::get),
          "concat", RuleFunction.of(1, Integer.MAX_VALUE, StructureFunctions::concat),
          "isundefined",
              RuleFunction.of(
                  1, 1, arguments -> Values.of(Values.isUndefined(arguments.getFirst()))),
          "isnull", RuleFunction.of(1, 1, arguments -> Values.of(arguments.getFirst().isNull())));

  private StructureFunctions() {}

  /// An element by its position from 0, a character likewise, or a property by its name.
  private static JsonNode get(List<JsonNode> arguments) {
    JsonNode container = arguments.get(0);
    JsonNode key = arguments.get(1);
    if (container.isObject() && key.isString()) {
      return container.path(key.stringValue());
    }
    Optional<Integer> index = Values.number(key).map(BigDecimal::intValue).filter(i -> i >= 0);
    if (index.isEmpty()) {
      return Values.UNDEFINED;
    }
    int at = index.get();
    if (container.isArray()) {
      return container.path(at);
    }
    return container.isString() && at < container.stringValue().length()
        ? Values.of(container.stringValue().substring(at, at + 1))
        : Values.UNDEFINED;
  }

  /// One array of everything if any argument is an array, else one string if any is a string.
  private static JsonNode concat(List<JsonNode> arguments) {
    if (arguments.size() == 1) {
      return arguments.getFirst();
    }
    if (arguments.stream().anyMatch(Values::isUndefined)) {
      return Values.UNDEFINED;
    }
    if (arguments.stream().anyMatch(JsonNode::isArray)) {
      ArrayNode all = JsonNodeFactory.instance.arrayNode();
      for (JsonNode argument : arguments) {
        if (argument instanceof ArrayNode array) {
          all.addAll(array);
        } else {
          all.add(argument);
        }
      }
      return all;
    }
    return arguments.stream().anyMatch(JsonNode::isString)
        ? Values.of(
            arguments.stream()
                .map(argument -> Values.text(argument).orElse(""))
                .collect(Collectors.joining()))
        : Values.UNDEFINED;
  }
}
