package io.ocppgateway.local.rules.sql;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// A function of rule SQL.
///
/// @param fewest how many arguments it needs
/// @param most how many it takes
/// @param body what it does; gives Undefined for arguments of a wrong type
record RuleFunction(int fewest, int most, Body body) {

  /// What a function does with its arguments.
  @FunctionalInterface
  interface Body {
    JsonNode apply(List<JsonNode> arguments, RuleMessage message);
  }

  /// What a function does that looks at its arguments only.
  @FunctionalInterface
  interface PureBody {
    JsonNode apply(List<JsonNode> arguments);
  }

  static RuleFunction of(int fewest, int most, PureBody body) {
    return new RuleFunction(fewest, most, (arguments, message) -> body.apply(arguments));
  }

  /// In words, for an error message.
  String arity() {
    return fewest == most ? String.valueOf(fewest) : fewest + " to " + most;
  }
}
