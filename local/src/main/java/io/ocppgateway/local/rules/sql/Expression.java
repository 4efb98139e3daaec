package io.ocppgateway.local.rules.sql;

import tools.jackson.databind.JsonNode;

/// A compiled expression of rule SQL. Thread-safe.
@FunctionalInterface
interface Expression {

  /// The value for this message; [Values#UNDEFINED] where it has none.
  JsonNode evaluate(RuleMessage message);
}
