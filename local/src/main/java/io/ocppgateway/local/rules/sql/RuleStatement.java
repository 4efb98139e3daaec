package io.ocppgateway.local.rules.sql;

import io.ocppgateway.local.rules.grammar.RuleSqlParser.ExpressionContext;
import io.ocppgateway.local.rules.grammar.RuleSqlParser.ItemContext;
import io.ocppgateway.local.rules.grammar.RuleSqlParser.ListSelectionContext;
import io.ocppgateway.local.rules.grammar.RuleSqlParser.PayloadContext;
import io.ocppgateway.local.rules.grammar.RuleSqlParser.PropertyContext;
import io.ocppgateway.local.rules.grammar.RuleSqlParser.StatementContext;
import io.ocppgateway.local.rules.grammar.RuleSqlParser.ValueSelectionContext;
import io.ocppgateway.local.rules.grammar.RuleSqlParser.VariableContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The compiled SQL of a rule. Thread-safe.
///
/// Where AWS documents nothing, this is stricter than AWS may be: an expression needs a name by
/// `AS` unless it is a property, and `SELECT *, x AS y` fails on a payload that is no object.
public final class RuleStatement {

  private final TopicFilter filter;
  private final Expression where;
  private final Expression selection;

  private RuleStatement(TopicFilter filter, Expression where, Expression selection) {
    this.filter = filter;
    this.where = where;
    this.selection = selection;
  }

  /// Compiles a statement.
  ///
  /// @throws RuleSqlException if it is malformed or uses what is not built here
  public static RuleStatement parse(String sql) {
    StatementContext statement = SqlText.parser(sql).statement();
    ExpressionCompiler compiler = new ExpressionCompiler();
    Expression where =
        statement.where == null ? message -> Values.of(true) : compiler.compile(statement.where);
    Expression selection =
        switch (statement.selection()) {
          case ValueSelectionContext value -> single(compiler.compile(value.expression()));
          case ListSelectionContext list -> selection(list.item(), compiler);
          default -> throw new IllegalStateException("the grammar has no other selection");
        };
    return new RuleStatement(
        new TopicFilter(ExpressionCompiler.unquoted(statement.filter)), where, selection);
  }

  /// Whether the topic matches the filter after FROM.
  public boolean takes(String topic) {
    return filter.matches(topic);
  }

  /// What the rule passes to its actions, empty if its WHERE does not hold. A binary node is the
  /// payload's bytes.
  ///
  /// @throws RuleFailure if the selection cannot be made of this payload
  public Optional<JsonNode> apply(RuleMessage message) {
    return Values.bool(where.evaluate(message)).orElse(false)
        ? Optional.of(selection.evaluate(message))
        : Optional.empty();
  }

  private static Expression single(Expression expression) {
    return message -> {
      JsonNode value = expression.evaluate(message);
      return Values.isUndefined(value) ? Values.of("") : value;
    };
  }

  private static Expression selection(List<ItemContext> items, ExpressionCompiler compiler) {
    if (items.size() == 1 && isWholePayload(items.getFirst())) {
      return single(compiler.compile(items.getFirst().expression()));
    }
    List<Item> compiled = new ArrayList<>();
    for (ItemContext item : items) {
      Expression expression = compiler.compile(item.expression());
      compiled.add(
          isWholePayload(item) ? new Everything(expression) : new Named(nameOf(item), expression));
    }
    return message -> {
      ObjectNode output = JsonNodeFactory.instance.objectNode();
      compiled.forEach(item -> item.addTo(output, message));
      return output;
    };
  }

  private static boolean isWholePayload(ItemContext item) {
    return item.alias == null && item.expression() instanceof PayloadContext;
  }

  private static String nameOf(ItemContext item) {
    if (item.alias != null) {
      return ExpressionCompiler.nameOf(item.alias);
    }
    ExpressionContext expression = item.expression();
    return switch (expression) {
      case VariableContext variable -> ExpressionCompiler.nameOf(variable.identifier());
      case PropertyContext property -> ExpressionCompiler.nameOf(property.identifier());
      default ->
          throw ExpressionCompiler.fault(
              expression, "give the expression %s a name with AS".formatted(expression.getText()));
    };
  }

  /// One item of the list after SELECT.
  private sealed interface Item {
    void addTo(ObjectNode output, RuleMessage message);
  }

  private record Named(String name, Expression expression) implements Item {
    @Override
    public void addTo(ObjectNode output, RuleMessage message) {
      JsonNode value = expression.evaluate(message);
      if (value.isBinary()) {
        throw new RuleFailure(
            "%s is not JSON and cannot be put into JSON; use encode(*, 'base64')".formatted(name));
      }
      if (!Values.isUndefined(value)) {
        output.set(name, value);
      }
    }
  }

  private record Everything(Expression expression) implements Item {
    @Override
    public void addTo(ObjectNode output, RuleMessage message) {
      if (!(expression.evaluate(message) instanceof ObjectNode payload)) {
        throw new RuleFailure(
            "SELECT * beside other expressions needs a JSON object as payload; name it with * AS message");
      }
      output.setAll(payload);
    }
  }
}
