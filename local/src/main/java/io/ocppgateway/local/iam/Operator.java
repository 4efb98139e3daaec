package io.ocppgateway.local.iam;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// How a condition compares the value of a key with those of the policy.
///
/// @see "IAM user guide, IAM JSON policy elements: Condition operators"
enum Operator {
  STRING_EQUALS("StringEquals", Comparison.EQUAL, false),
  STRING_NOT_EQUALS("StringNotEquals", Comparison.EQUAL, true),
  STRING_EQUALS_IGNORE_CASE("StringEqualsIgnoreCase", Comparison.EQUAL_IN_ANY_CASE, false),
  STRING_NOT_EQUALS_IGNORE_CASE("StringNotEqualsIgnoreCase", Comparison.EQUAL_IN_ANY_CASE, true),
  STRING_LIKE("StringLike", Comparison.PATTERN, false),
  STRING_NOT_LIKE("StringNotLike", Comparison.PATTERN, true),
  ARN_EQUALS("ArnEquals", Comparison.ARN, false),
  ARN_NOT_EQUALS("ArnNotEquals", Comparison.ARN, true),
  ARN_LIKE("ArnLike", Comparison.ARN, false),
  ARN_NOT_LIKE("ArnNotLike", Comparison.ARN, true),
  BOOL("Bool", Comparison.EQUAL_IN_ANY_CASE, false),
  /// Whether the key is missing, whatever its value: [Condition] decides.
  NULL("Null", Comparison.EQUAL_IN_ANY_CASE, false);

  private enum Comparison {
    EQUAL,
    EQUAL_IN_ANY_CASE,
    PATTERN,
    ARN;

    boolean holds(String wanted, String value) {
      return switch (this) {
        case EQUAL -> wanted.equals(value);
        case EQUAL_IN_ANY_CASE -> wanted.equalsIgnoreCase(value);
        case PATTERN -> Wildcards.ofText(wanted).matches(value);
        case ARN -> Wildcards.ofArn(wanted).matches(value);
      };
    }
  }

  private static final Map<String, Operator> BY_NAME =
      Arrays.stream(values())
          .collect(
              Collectors.toMap(
                  operator -> operator.text.toLowerCase(Locale.ROOT), Function.identity()));

  private final String text;
  private final Comparison comparison;
  private final boolean negated;

  Operator(String text, Comparison comparison, boolean negated) {
    this.text = text;
    this.comparison = comparison;
    this.negated = negated;
  }

  /// The operator of this name, in any case.
  static Optional<Operator> of(String name) {
    return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)));
  }

  /// The names of all, for people.
  static List<String> names() {
    return Arrays.stream(values()).map(operator -> operator.text).toList();
  }

  /// Whether it holds for what the policy does not name: also for a key that is missing.
  boolean isNegated() {
    return negated;
  }

  /// Whether a value of the call is as the policy wants it.
  boolean takes(List<String> wanted, String value) {
    return negated != wanted.stream().anyMatch(one -> comparison.holds(one, value));
  }
}
