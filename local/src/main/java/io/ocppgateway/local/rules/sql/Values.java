package io.ocppgateway.local.rules.sql;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/// The values of rule SQL and how they turn into each other.
///
/// @see "AWS IoT SQL reference: Data types"
final class Values {

  static final JsonNode UNDEFINED = MissingNode.getInstance();

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Values() {}

  static boolean isUndefined(JsonNode value) {
    return value.isMissingNode();
  }

  static JsonNode of(boolean value) {
    return JSON.booleanNode(value);
  }

  static JsonNode of(String value) {
    return JSON.stringNode(value);
  }

  static JsonNode of(long value) {
    return JSON.numberNode(value);
  }

  /// A number; whole ones are Int whatever they were before.
  static JsonNode of(BigDecimal value) {
    BigDecimal number = value.stripTrailingZeros();
    if (number.scale() > 0) {
      return JSON.numberNode(number);
    }
    return number.precision() - number.scale() <= 18
        ? JSON.numberNode(number.longValueExact())
        : JSON.numberNode(number.toBigInteger());
  }

  /// The value as a number, if it is one or a string that writes one.
  static Optional<BigDecimal> number(JsonNode value) {
    if (value.isNumber()) {
      return Optional.of(value.decimalValue());
    }
    if (!value.isString()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new BigDecimal(value.stringValue().strip()));
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }

  /// The value as a boolean, if it is one or a string that writes one.
  static Optional<Boolean> bool(JsonNode value) {
    if (value.isBoolean()) {
      return Optional.of(value.booleanValue());
    }
    if (!value.isString()) {
      return Optional.empty();
    }
    return switch (value.stringValue().toLowerCase(Locale.ROOT)) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  /// The value as text, if it has one: Undefined and raw bytes have none.
  static Optional<String> text(JsonNode value) {
    if (value.isMissingNode() || value.isBinary()) {
      return Optional.empty();
    }
    return Optional.of(value.isString() ? value.stringValue() : value.toString());
  }

  private static boolean isWhole(BigDecimal number) {
    return number.stripTrailingZeros().scale() <= 0;
  }

  /// The tree with whole decimals as integers: `10.0` reads as `10` in SQL 2016-03-23.
  static JsonNode withWholeNumbers(JsonNode value) {
    return switch (value) {
      case ObjectNode object -> {
        object.properties().forEach(entry -> entry.setValue(withWholeNumbers(entry.getValue())));
        yield object;
      }
      case ArrayNode array -> {
        for (int i = 0; i < array.size(); i++) {
          array.set(i, withWholeNumbers(array.get(i)));
        }
        yield array;
      }
      case JsonNode number when number.isBigDecimal() && isWhole(number.decimalValue()) ->
          of(number.decimalValue());
      case JsonNode other -> other;
    };
  }
}
