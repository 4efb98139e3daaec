package io.ocppgateway.local.rules.sql;

/// A rule's SQL that cannot be honoured here, found when the rule is loaded. The message says where
/// in the statement.
public final class RuleSqlException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /// A fault at a place of the statement.
  ///
  /// @param line counted from 1
  /// @param column counted from 1
  public RuleSqlException(int line, int column, String fault) {
    super("SQL line %d column %d: %s".formatted(line, column, fault));
  }
}
