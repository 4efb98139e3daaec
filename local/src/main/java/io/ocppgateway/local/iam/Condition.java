package io.ocppgateway.local.iam;

import java.util.List;

/// One line of a statement's `Condition`.
///
/// @param ifExists whether the operator ends in `IfExists`: it holds where the key is missing
/// @param key of the call's context, in any case
/// @param wanted the policy's values, of which one is enough
record Condition(
    Quantifier quantifier, Operator operator, boolean ifExists, String key, List<String> wanted) {

  Condition {
    wanted = List.copyOf(wanted);
  }

  /// How many of a key's values must be as the policy wants them.
  enum Quantifier {
    /// The key has one value.
    ONE,
    /// `ForAnyValue:`.
    ANY,
    /// `ForAllValues:`, which holds for none at all too.
    ALL
  }

  boolean holds(Call call) {
    List<String> values = call.values(key);
    if (operator == Operator.NULL) {
      return operator.takes(wanted, Boolean.toString(values.isEmpty()));
    }
    if (values.isEmpty()) {
      return ifExists
          || switch (quantifier) {
            case ONE -> operator.isNegated();
            case ANY -> false;
            case ALL -> true;
          };
    }
    return switch (quantifier) {
      case ONE, ANY -> values.stream().anyMatch(value -> operator.takes(wanted, value));
      case ALL -> values.stream().allMatch(value -> operator.takes(wanted, value));
    };
  }
}
