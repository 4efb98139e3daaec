package io.ocppgateway.local.rules;

/// A message that a rule took and could not bring to its action; the rule's error action gets it.
final class RuleFailure extends RuntimeException {

  private static final long serialVersionUID = 1;

  RuleFailure(String message) {
    super(message);
  }
}
