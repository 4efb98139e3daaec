package io.ocppgateway.local.iam;

import java.util.List;

/// What policies say of a call: a statement that denies beats all that allow, and what none allows
/// is denied.
///
/// @see "IAM user guide, Policy evaluation logic"
public sealed interface Decision {

  /// A statement allows it and none denies it.
  record Allowed(Statement by) implements Decision {}

  /// A statement denies it.
  record Denied(Statement by) implements Decision {}

  /// No statement speaks of it, which denies it too.
  record NotAllowed() implements Decision {}

  /// Decides by these statements.
  ///
  /// @param principal who calls: an ARN or a service's name
  static Decision of(List<Statement> statements, String principal, Call call) {
    Decision decision = new NotAllowed();
    for (Statement statement : statements) {
      if (statement.covers(principal, call)) {
        switch (statement.effect()) {
          case DENY -> {
            return new Denied(statement);
          }
          case ALLOW -> decision = new Allowed(statement);
        }
      }
    }
    return decision;
  }
}
