package io.ocppgateway.local.rules.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import tools.jackson.databind.JsonNode;

/// Functions of strings. Other values are written as strings first; Undefined stays Undefined.
final class TextFunctions {

  static final Map<String, RuleFunction> TABLE =
      Map.ofEntries(
          Map.entry("upper", text(value -> Values.of(value.toUpperCase(Locale.ROOT)))),
          Map.entry("lower", text(value -> Values.of(value.toLowerCase(Locale.ROOT)))),
          Map.entry("trim", text(value -> Values.of(value.strip()))),
          Map.entry("ltrim", text(value -> Values.of(value.stripLeading()))),
          Map.entry("rtrim", text(value -> Values.of(value.stripTrailing()))),
          Map.entry("length", text(value -> Values.of(value.length()))),
          Map.entry("numbytes", text(value -> Values.of(value.getBytes(UTF_8).length))),
          Map.entry("startswith", texts((value, part) -> Values.of(value.startsWith(part)))),
          Map.entry("endswith", texts((value, part) -> Values.of(value.endsWith(part)))),
          Map.entry("indexof", texts((value, part) -> Values.of(value.indexOf(part)))),
          Map.entry("regexp_matches", texts(TextFunctions::matches)),
          Map.entry("regexp_substr", texts(TextFunctions::matching)),
          Map.entry("regexp_replace", RuleFunction.of(3, 3, TextFunctions::replaceMatches)),
          Map.entry("replace", RuleFunction.of(3, 3, TextFunctions::replace)),
          Map.entry("substring", RuleFunction.of(2, 3, TextFunctions::substring)));

  private TextFunctions() {}

  private static RuleFunction text(Function<String, JsonNode> body) {
    return RuleFunction.of(
        1, 1, arguments -> Values.text(arguments.getFirst()).map(body).orElse(Values.UNDEFINED));
  }

  private static RuleFunction texts(BiFunction<String, String, JsonNode> body) {
    return RuleFunction.of(
        2,
        2,
        arguments ->
            allTexts(arguments)
                .map(values -> body.apply(values.get(0), values.get(1)))
                .orElse(Values.UNDEFINED));
  }

  private static Optional<List<String>> allTexts(List<JsonNode> arguments) {
    List<String> texts = new ArrayList<>();
    for (JsonNode argument : arguments) {
      Optional<String> text = Values.text(argument);
      if (text.isEmpty()) {
        return Optional.empty();
      }
      texts.add(text.get());
    }
    return Optional.of(texts);
  }

  private static Optional<Matcher> matcher(String value, String expression) {
    try {
      return Optional.of(Pattern.compile(expression).matcher(value));
    } catch (PatternSyntaxException malformed) {
      return Optional.empty();
    }
  }

  private static JsonNode matches(String value, String expression) {
    return matcher(value, expression)
        .map(matcher -> Values.of(matcher.find()))
        .orElse(Values.UNDEFINED);
  }

  private static JsonNode matching(String value, String expression) {
    return matcher(value, expression)
        .filter(Matcher::find)
        .map(matcher -> Values.of(matcher.group()))
        .orElse(Values.UNDEFINED);
  }

  private static JsonNode replaceMatches(List<JsonNode> arguments) {
    return allTexts(arguments)
        .flatMap(texts ->
            matcher(texts.get(0), texts.get(1))
                .map(matcher -> Values.of(matcher.replaceAll(texts.get(2)))))
        .orElse(Values.UNDEFINED);
  }

  private static JsonNode replace(List<JsonNode> arguments) {
    return allTexts(arguments)
        .map(texts -> Values.of(texts.get(0).replace(texts.get(1), texts.get(2))))
        .orElse(Values.UNDEFINED);
  }

  private static JsonNode substring(List<JsonNode> arguments) {
    Optional<String> text = Values.text(arguments.getFirst());
    Optional<Integer> start = Values.number(arguments.get(1)).map(BigDecimal::intValue);
    if (text.isEmpty() || start.isEmpty()) {
      return Values.UNDEFINED;
    }
    int length = text.get().length();
    Optional<Integer> end =
        arguments.size() < 3
            ? Optional.of(length)
            : Values.number(arguments.get(2)).map(BigDecimal::intValue);
    if (end.isEmpty()) {
      return Values.UNDEFINED;
    }
    int from = Math.clamp(start.get(), 0, length);
    int to = Math.clamp(end.get(), from, length);
    return Values.of(text.get().substring(from, to));
  }
}
