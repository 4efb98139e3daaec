package io.ocppgateway.simulator.fault;

import io.ocppgateway.simulator.behaviour.Request;
import io.ocppgateway.simulator.options.ChargePointOptions;
import java.util.List;
import java.util.function.BinaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Puts other texts into the payloads of requests.
///
/// @param texts what stands in a field, from the field's name and what should stand there
record Rewording(BinaryOperator<String> texts) {

  ChargePointOptions of(ChargePointOptions options) {
    return options.withCallHabits(
        options.callHabits().andThen(request -> List.of(reworded(request))));
  }

  private Request reworded(Request request) {
    ObjectNode payload = request.payload().deepCopy();
    reword(payload);
    return new Request(request.action(), payload);
  }

  private void reword(JsonNode node) {
    switch (node) {
      case ObjectNode object ->
          object
              .properties()
              .forEach(field -> {
                if (field.getValue().isString()) {
                  object.put(
                      field.getKey(), texts.apply(field.getKey(), field.getValue().asString()));
                } else {
                  reword(field.getValue());
                }
              });
      case ArrayNode array -> array.forEach(this::reword);
      default -> {}
    }
  }
}
