package io.ocppgateway.local.rules.sql;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/// Functions of numbers, and of strings that write numbers.
final class NumberFunctions {

  static final Map<String, RuleFunction> TABLE =
      Map.of(
          "abs", number(BigDecimal::abs),
          "ceil", number(value -> value.setScale(0, RoundingMode.CEILING)),
          "floor", number(value -> value.setScale(0, RoundingMode.FLOOR)),
          "round", number(value -> value.setScale(0, RoundingMode.HALF_UP)),
          "sign", number(value -> BigDecimal.valueOf(value.signum())),
          "sqrt", RuleFunction.of(1, 1, NumberFunctions::squareRoot),
          "trunc", RuleFunction.of(2, 2, NumberFunctions::truncated),
          "mod", RuleFunction.of(2, 2, NumberFunctions::remainder),
          "power", RuleFunction.of(2, 2, NumberFunctions::power),
          "nanvl", RuleFunction.of(2, 2, NumberFunctions::orOtherwise));

  private static final int MOST_DECIMALS = 34;

  private NumberFunctions() {}

  private static RuleFunction number(UnaryOperator<BigDecimal> body) {
    return RuleFunction.of(
        1,
        1,
        arguments ->
            Values.number(arguments.getFirst())
                .map(value -> Values.of(body.apply(value)))
                .orElse(Values.UNDEFINED));
  }

  private static JsonNode squareRoot(List<JsonNode> arguments) {
    return Values.number(arguments.getFirst())
        .filter(value -> value.signum() >= 0)
        .map(value -> Values.of(value.sqrt(MathContext.DECIMAL64)))
        .orElse(Values.UNDEFINED);
  }

  private static JsonNode truncated(List<JsonNode> arguments) {
    Optional<BigDecimal> value = Values.number(arguments.get(0));
    Optional<Integer> decimals = Values.number(arguments.get(1)).map(BigDecimal::intValue);
    return value.isPresent() && decimals.isPresent()
        ? Values.of(
            value.get().setScale(Math.clamp(decimals.get(), 0, MOST_DECIMALS), RoundingMode.DOWN))
        : Values.UNDEFINED;
  }

  private static JsonNode remainder(List<JsonNode> arguments) {
    return Operators.arithmetic("%", arguments.get(0), arguments.get(1));
  }

  private static JsonNode power(List<JsonNode> arguments) {
    Optional<BigDecimal> value = Values.number(arguments.get(0));
    Optional<BigDecimal> exponent = Values.number(arguments.get(1));
    if (value.isEmpty() || exponent.isEmpty()) {
      return Values.UNDEFINED;
    }
    double power = Math.pow(value.get().doubleValue(), exponent.get().doubleValue());
    return Double.isFinite(power) ? Values.of(BigDecimal.valueOf(power)) : Values.UNDEFINED;
  }

  /// JSON knows no NaN: the first argument if it is a number, else the second.
  private static JsonNode orOtherwise(List<JsonNode> arguments) {
    return arguments.getFirst().isNumber() ? arguments.getFirst() : arguments.get(1);
  }
}
