package io.ocppgateway.local.rules.sql;

import io.ocppgateway.local.rules.grammar.RuleSqlBaseVisitor;
import io.ocppgateway.local.rules.grammar.RuleSqlParser.AndContext;
import io.ocppgateway.local.rules.grammar.RuleSqlParser.ArithmeticContext;
import io.ocppgateway.local.rules.grammar.RuleSqlParser.ArrayContext;
import io.ocppgateway.local.rules.grammar.RuleSqlParser.BranchContext;
import io.ocppgateway.local.rules.grammar.RuleSqlParser.CallContext;
import io.ocppgateway.local.rules.grammar.RuleSqlParser.CaseContext;
import io.ocppgateway.local.rules.grammar.RuleSqlParser.CastContext;
import io.ocppgateway.local.rules.grammar.RuleSqlParser.ComparisonContext;
import io.ocppgateway.local.rules.grammar.RuleSqlParser.DecimalContext;
import io.ocppgateway.local.rules.grammar.RuleSqlParser.ExpressionContext;
import io.ocppgateway.local.rules.grammar.RuleSqlParser.FalseContext;
import io.ocppgateway.local.rules.grammar.RuleSqlParser.FieldContext;
import io.ocppgateway.local.rules.grammar.RuleSqlParser.IdentifierContext;
import io.ocppgateway.local.rules.grammar.RuleSqlParser.InContext;
import io.ocppgateway.local.rules.grammar.RuleSqlParser.IntegerContext;
import io.ocppgateway.local.rules.grammar.RuleSqlParser.NegativeContext;
import io.ocppgateway.local.rules.grammar.RuleSqlParser.NestedContext;
import io.ocppgateway.local.rules.grammar.RuleSqlParser.NotContext;
import io.ocppgateway.local.rules.grammar.RuleSqlParser.NullContext;
import io.ocppgateway.local.rules.grammar.RuleSqlParser.ObjectContext;
import io.ocppgateway.local.rules.grammar.RuleSqlParser.OrContext;
import io.ocppgateway.local.rules.grammar.RuleSqlParser.PayloadContext;
import io.ocppgateway.local.rules.grammar.RuleSqlParser.PropertyContext;
import io.ocppgateway.local.rules.grammar.RuleSqlParser.StringContext;
import io.ocppgateway.local.rules.grammar.RuleSqlParser.TrueContext;
import io.ocppgateway.local.rules.grammar.RuleSqlParser.VariableContext;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Compiles the parse tree of an expression, and refuses what is not built here.
final class ExpressionCompiler extends RuleSqlBaseVisitor<Expression> {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  Expression compile(ExpressionContext expression) {
    return visit(expression);
  }

  private List<Expression> compile(List<ExpressionContext> expressions) {
    return expressions.stream().map(this::compile).toList();
  }

  @Override
  public Expression visitNested(NestedContext context) {
    return compile(context.expression());
  }

  @Override
  public Expression visitPayload(PayloadContext context) {
    return RuleMessage::payload;
  }

  @Override
  public Expression visitVariable(VariableContext context) {
    String name = nameOf(context.identifier());
    return message -> message.payload().path(name);
  }

  @Override
  public Expression visitProperty(PropertyContext context) {
    Expression owner = compile(context.expression());
    String name = nameOf(context.identifier());
    return message -> owner.evaluate(message).path(name);
  }

  @Override
  public Expression visitNegative(NegativeContext context) {
    Expression operand = compile(context.expression());
    return message -> Operators.negative(operand.evaluate(message));
  }

  @Override
  public Expression visitArithmetic(ArithmeticContext context) {
    String operator = context.operator.getText();
    return both(
        context.left, context.right, (left, right) -> Operators.arithmetic(operator, left, right));
  }

  @Override
  public Expression visitComparison(ComparisonContext context) {
    String operator = context.operator.getText();
    return both(
        context.left, context.right, (left, right) -> Operators.compare(operator, left, right));
  }

  @Override
  public Expression visitIn(InContext context) {
    return both(context.left, context.right, Operators::in);
  }

  private Expression both(
      ExpressionContext left, ExpressionContext right, BinaryOperator<JsonNode> operation) {
    Expression first = compile(left);
    Expression second = compile(right);
    return message -> operation.apply(first.evaluate(message), second.evaluate(message));
  }

  @Override
  public Expression visitNot(NotContext context) {
    Expression operand = compile(context.expression());
    return message -> Operators.not(operand.evaluate(message));
  }

  @Override
  public Expression visitAnd(AndContext context) {
    return both(context.left, context.right, Operators::and);
  }

  @Override
  public Expression visitOr(OrContext context) {
    return both(context.left, context.right, Operators::or);
  }

  @Override
  public Expression visitCase(CaseContext context) {
    Expression operand = compile(context.operand);
    Expression otherwise =
        context.otherwise == null ? message -> Values.UNDEFINED : compile(context.otherwise);
    record Branch(Expression value, Expression result) {}
    List<Branch> branches = new ArrayList<>();
    for (BranchContext branch : context.branch()) {
      branches.add(new Branch(compile(branch.value), compile(branch.result)));
    }
    return message -> {
      JsonNode value = operand.evaluate(message);
      if (Values.isUndefined(value)) {
        return Values.UNDEFINED;
      }
      for (Branch branch : branches) {
        if (Operators.areEqual(value, branch.value().evaluate(message))) {
          return branch.result().evaluate(message);
        }
      }
      return otherwise.evaluate(message);
    };
  }

  @Override
  public Expression visitCast(CastContext context) {
    Expression operand = compile(context.expression());
    String name = nameOf(context.type);
    SqlType type =
        SqlType.of(name)
            .orElseThrow(() ->
                fault(
                    context.type,
                    "cannot cast to %s; allowed are Int, Decimal, String and Boolean"
                        .formatted(name)));
    return message -> Operators.cast(operand.evaluate(message), type);
  }

  @Override
  public Expression visitCall(CallContext context) {
    String name = nameOf(context.function);
    RuleFunction function =
        RuleFunctions.find(name)
            .orElseThrow(() ->
                fault(
                    context,
                    "the function %s is not available here; available are %s"
                        .formatted(name, RuleFunctions.names())));
    List<Expression> arguments = compile(context.expression());
    if (arguments.size() < function.fewest() || arguments.size() > function.most()) {
      throw fault(
          context,
          "the function %s takes %s arguments, not %d"
              .formatted(name, function.arity(), arguments.size()));
    }
    return message ->
        function
            .body()
            .apply(
                arguments.stream().map(argument -> argument.evaluate(message)).toList(), message);
  }

  @Override
  public Expression visitArray(ArrayContext context) {
    List<Expression> elements = compile(context.expression());
    return message -> {
      ArrayNode array = JSON.arrayNode();
      for (Expression element : elements) {
        JsonNode value = element.evaluate(message);
        if (!Values.isUndefined(value)) {
          array.add(value);
        }
      }
      return array;
    };
  }

  @Override
  public Expression visitObject(ObjectContext context) {
    Map<String, Expression> fields = new LinkedHashMap<>();
    for (FieldContext field : context.field()) {
      String name = field.key == null ? unquoted(field.name) : nameOf(field.key);
      fields.put(name, compile(field.expression()));
    }
    return message -> {
      ObjectNode object = JSON.objectNode();
      fields.forEach((name, expression) -> {
        JsonNode value = expression.evaluate(message);
        if (!Values.isUndefined(value)) {
          object.set(name, value);
        }
      });
      return object;
    };
  }

  @Override
  public Expression visitInteger(IntegerContext context) {
    return constant(Values.of(new BigDecimal(context.getText())));
  }

  @Override
  public Expression visitDecimal(DecimalContext context) {
    return constant(Values.of(new BigDecimal(context.getText())));
  }

  @Override
  public Expression visitString(StringContext context) {
    return constant(Values.of(unquoted(context.STRING().getSymbol())));
  }

  @Override
  public Expression visitTrue(TrueContext context) {
    return constant(Values.of(true));
  }

  @Override
  public Expression visitFalse(FalseContext context) {
    return constant(Values.of(false));
  }

  @Override
  public Expression visitNull(NullContext context) {
    return constant(JSON.nullNode());
  }

  private static Expression constant(JsonNode value) {
    return message -> value;
  }

  /// The name without the backquotes that may stand around it.
  static String nameOf(IdentifierContext identifier) {
    String text = identifier.getText();
    return text.startsWith("`") ? text.substring(1, text.length() - 1) : text;
  }

  /// The text of a string literal; two single quotes stand for one.
  static String unquoted(Token string) {
    String text = string.getText();
    String inner = text.substring(1, text.length() - 1);
    return text.startsWith("'") ? inner.replace("''", "'") : inner;
  }

  static RuleSqlException fault(ParserRuleContext where, String fault) {
    Token start = where.getStart();
    return new RuleSqlException(start.getLine(), start.getCharPositionInLine() + 1, fault);
  }
}
