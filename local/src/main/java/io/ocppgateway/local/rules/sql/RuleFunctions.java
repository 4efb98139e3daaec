package io.ocppgateway.local.rules.sql;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// Every function that rule SQL has here, by its name in lower case.
///
/// @see "AWS IoT SQL reference: Functions"
final class RuleFunctions {

  private static final Map<String, RuleFunction> ALL = all();

  private RuleFunctions() {}

  private static Map<String, RuleFunction> all() {
    Map<String, RuleFunction> functions = new HashMap<>();
    functions.putAll(MessageFunctions.TABLE);
    functions.putAll(StructureFunctions.TABLE);
    functions.putAll(TextFunctions.TABLE);
    functions.putAll(EncodingFunctions.TABLE);
    functions.putAll(NumberFunctions.TABLE);
    functions.putAll(TimeFunctions.TABLE);
    return Map.copyOf(functions);
  }

  static Optional<RuleFunction> find(String name) {
    return Optional.ofNullable(ALL.get(name.toLowerCase(Locale.ROOT)));
  }

  /// All names in alphabetical order, for an error message.
  static String names() {
    return String.join(", ", new TreeSet<>(ALL.keySet())) + ", cast";
  }
}
