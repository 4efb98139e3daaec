package io.ocppgateway.local.rules.sql;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import java.util.function.IntPredicate;
import tools.jackson.databind.JsonNode;

/// The operators of rule SQL on values.
///
/// @see "AWS IoT SQL reference: Operators"
final class Operators {

  private Operators() {}

  /// The documentation's tables, in its order: arithmetic first.
  static JsonNode arithmetic(String operator, JsonNode left, JsonNode right) {
    Optional<BigDecimal> first = Values.number(left);
    Optional<BigDecimal> second = Values.number(right);
    if (operator.equals("+") && (left.isString() || right.isString())) {
      return concatenated(left, right);
    }
    if (first.isEmpty() || second.isEmpty()) {
      return Values.UNDEFINED;
    }
    BigDecimal a = first.get();
    BigDecimal b = second.get();
    return switch (operator) {
      case "+" -> Values.of(a.add(b));
      case "-" -> Values.of(a.subtract(b));
      case "*" -> Values.of(a.multiply(b));
      case "/" -> b.signum() == 0 ? Values.UNDEFINED : Values.of(quotient(a, b));
      case "%" -> b.signum() == 0 ? Values.UNDEFINED : Values.of(a.remainder(b));
      default -> throw new IllegalStateException("the grammar has no operator " + operator);
    };
  }

  private static JsonNode concatenated(JsonNode left, JsonNode right) {
    Optional<String> first = Values.text(left);
    Optional<String> second = Values.text(right);
    return first.isPresent() && second.isPresent()
        ? Values.of(first.get() + second.get())
        : Values.UNDEFINED;
  }

  private static BigDecimal quotient(BigDecimal a, BigDecimal b) {
    return a.divide(b, MathContext.DECIMAL128);
  }

  /// Comparison with Undefined is Undefined, so a WHERE with it does not hold.
  static JsonNode compare(String operator, JsonNode left, JsonNode right) {
    if (Values.isUndefined(left) || Values.isUndefined(right)) {
      return Values.UNDEFINED;
    }
    return switch (operator) {
      case "=" -> Values.of(areEqual(left, right));
      case "<>", "!=" -> Values.of(!areEqual(left, right));
      case "<" -> ordered(left, right, order -> order < 0);
      case "<=" -> ordered(left, right, order -> order <= 0);
      case ">" -> ordered(left, right, order -> order > 0);
      case ">=" -> ordered(left, right, order -> order >= 0);
      default -> throw new IllegalStateException("the grammar has no operator " + operator);
    };
  }

  static boolean areEqual(JsonNode left, JsonNode right) {
    return (left.isNumber() && right.isNumber())
        ? left.decimalValue().compareTo(right.decimalValue()) == 0
        : left.equals(right);
  }

  private static JsonNode ordered(JsonNode left, JsonNode right, IntPredicate holds) {
    Optional<BigDecimal> first = Values.number(left);
    Optional<BigDecimal> second = Values.number(right);
    return first.isPresent() && second.isPresent()
        ? Values.of(holds.test(first.get().compareTo(second.get())))
        : Values.UNDEFINED;
  }

  static JsonNode and(JsonNode left, JsonNode right) {
    Optional<Boolean> first = Values.bool(left);
    Optional<Boolean> second = Values.bool(right);
    return first.isPresent() && second.isPresent()
        ? Values.of(first.get() && second.get())
        : Values.UNDEFINED;
  }

  static JsonNode or(JsonNode left, JsonNode right) {
    Optional<Boolean> first = Values.bool(left);
    Optional<Boolean> second = Values.bool(right);
    return first.isPresent() && second.isPresent()
        ? Values.of(first.get() || second.get())
        : Values.UNDEFINED;
  }

  static JsonNode not(JsonNode operand) {
    return Values.bool(operand).map(holds -> Values.of(!holds)).orElse(Values.UNDEFINED);
  }

  static JsonNode negative(JsonNode operand) {
    return Values.number(operand)
        .map(number -> Values.of(number.negate()))
        .orElse(Values.UNDEFINED);
  }

  /// Whether the array on the right holds the value on the left.
  static JsonNode in(JsonNode left, JsonNode right) {
    if (Values.isUndefined(left) || !right.isArray()) {
      return Values.UNDEFINED;
    }
    return Values.of(right.valueStream().anyMatch(element -> areEqual(left, element)));
  }

  /// The value as another type, Undefined where it cannot be one.
  ///
  /// @see "AWS IoT SQL reference: cast()"
  static JsonNode cast(JsonNode value, SqlType type) {
    return switch (type) {
      case STRING -> Values.text(value).map(Values::of).orElse(Values.UNDEFINED);
      case BOOLEAN ->
          value.isNumber()
              ? Values.of(value.decimalValue().signum() != 0)
              : Values.bool(value).map(Values::of).orElse(Values.UNDEFINED);
      case DECIMAL -> numeric(value).map(Values::of).orElse(Values.UNDEFINED);
      case INT ->
          numeric(value)
              .map(number -> Values.of(new BigDecimal(number.toBigInteger())))
              .orElse(Values.UNDEFINED);
    };
  }

  private static Optional<BigDecimal> numeric(JsonNode value) {
    return value.isBoolean()
        ? Optional.of(value.booleanValue() ? BigDecimal.ONE : BigDecimal.ZERO)
        : Values.number(value);
  }
}
