package io.ocppgateway.local.iam;

import java.util.List;
import java.util.Locale;

/// A statement of a policy.
///
/// @param position where it stands in the template, or in which managed policy
/// @param principals whom it concerns: all in a policy that is attached to a role
/// @param actions patterns in lower case
public record Statement(
    String position,
    Effect effect,
    Selection principals,
    Selection actions,
    Selection resources,
    List<Condition> conditions) {

  /// Copies the conditions.
  public Statement {
    conditions = List.copyOf(conditions);
  }

  /// Whether it speaks of this call by this principal.
  boolean covers(String principal, Call call) {
    // Cheapest first, and what most statements differ in.
    return actions.takes(call.action().toLowerCase(Locale.ROOT))
        && resources.takes(call.resource())
        && principals.takes(principal)
        && conditions.stream().allMatch(condition -> condition.holds(call));
  }
}
