package io.ocppgateway.infra;

import software.amazon.awscdk.services.dynamodb.ITableV2;
import software.amazon.awscdk.services.lambda.Alias;

/// What a rule does with what its statement selects.
sealed interface RuleAction {

  /// Calls a function, without waiting for it.
  ///
  /// @param function alias of the function
  record Invoke(Alias function) implements RuleAction {}

  /// Writes a row, a column for each selected name; the table's key must be among them.
  ///
  /// @param table table to write to
  record PutRow(ITableV2 table) implements RuleAction {}
}
