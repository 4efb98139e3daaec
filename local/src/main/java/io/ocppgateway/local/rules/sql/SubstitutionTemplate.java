package io.ocppgateway.local.rules.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The text of an action's field with expressions in `${…}`, which see the original payload.
///
/// @see "AWS IoT Core developer guide, Substitution templates"
public final class SubstitutionTemplate {

  private static final Pattern EXPRESSION = Pattern.compile("\\$\\{([^}]*)}");

  private final List<Expression> parts;

  private SubstitutionTemplate(List<Expression> parts) {
    this.parts = List.copyOf(parts);
  }

  /// Compiles a text.
  ///
  /// @throws RuleSqlException if an expression is malformed or uses what is not built here
  public static SubstitutionTemplate parse(String text) {
    List<Expression> parts = new ArrayList<>();
    Matcher matcher = EXPRESSION.matcher(text);
    int end = 0;
    while (matcher.find()) {
      addText(parts, text.substring(end, matcher.start()));
      parts.add(
          new ExpressionCompiler()
              .compile(SqlText.parser(matcher.group(1)).template().expression()));
      end = matcher.end();
    }
    addText(parts, text.substring(end));
    return new SubstitutionTemplate(parts);
  }

  private static void addText(List<Expression> parts, String text) {
    if (!text.isEmpty()) {
      parts.add(message -> Values.of(text));
    }
  }

  /// The text for this message; what is Undefined is left out.
  public String evaluate(RuleMessage message) {
    StringBuilder text = new StringBuilder();
    for (Expression part : parts) {
      Values.text(part.evaluate(message)).ifPresent(text::append);
    }
    return text.toString();
  }
}
