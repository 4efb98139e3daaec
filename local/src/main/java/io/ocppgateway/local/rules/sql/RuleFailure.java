package io.ocppgateway.local.rules.sql;

/// A message that a rule took and could not bring to its action; the rule's error action gets it.
public final class RuleFailure extends RuntimeException {

  private static final long serialVersionUID = 1;

  /// A failure for this reason.
  public RuleFailure(String message) {
    super(message);
  }
}
