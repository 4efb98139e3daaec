package io.ocppgateway.local.iam;

import io.ocppgateway.local.template.Resource;
import io.ocppgateway.local.template.Surroundings;
import io.ocppgateway.local.template.Template;
import io.ocppgateway.local.template.TemplateValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Which services may invoke the template's functions on behalf of which resources:
/// `AWS::Lambda::Permission`.
///
/// Like Lambda it turns each permission into a statement of the function's policy. A permission for
/// an alias is none for the function, and the other way round.
public final class FunctionPermissions {

  private static final String INVOKE = "lambda:InvokeFunction";

  private final List<Statement> statements;

  private FunctionPermissions(List<Statement> statements) {
    this.statements = statements;
  }

  /// Reads the permissions of a template.
  ///
  /// @throws io.ocppgateway.local.template.TemplateException if one cannot be honoured here
  public static FunctionPermissions of(Template template, Surroundings surroundings) {
    return new FunctionPermissions(
        template.resources("AWS::Lambda::Permission").stream()
            .map(permission -> statement(permission, surroundings))
            .toList());
  }

  private static Statement statement(Resource permission, Surroundings surroundings) {
    TemplateValue properties = permission.properties();
    List<Condition> conditions = new ArrayList<>();
    properties
        .entries()
        .forEach((name, value) -> {
          switch (name) {
            case "FunctionName", "Action", "Principal" -> {
              // Read below: they are always there.
            }
            case "SourceArn" ->
                conditions.add(
                    condition(Operator.ARN_LIKE, ConditionKeys.SOURCE_ARN, value.text()));
            case "SourceAccount" ->
                conditions.add(
                    condition(Operator.STRING_EQUALS, ConditionKeys.SOURCE_ACCOUNT, value.text()));
            default -> throw value.fault(name + " of a function's permission is not known here");
          }
        });
    return new Statement(
        permission.logicalId(),
        Effect.ALLOW,
        named(properties.get("Principal").text()),
        named(properties.get("Action").text().toLowerCase(Locale.ROOT)),
        named(functionArn(properties.get("FunctionName").text(), surroundings)),
        conditions);
  }

  private static Condition condition(Operator operator, String key, String value) {
    return new Condition(Condition.Quantifier.ONE, operator, false, key, List.of(value));
  }

  private static Selection named(String text) {
    return new Selection(List.of(Wildcards.ofText(text)), false);
  }

  private static String functionArn(String nameOrArn, Surroundings surroundings) {
    return nameOrArn.startsWith("arn:")
        ? nameOrArn
        : surroundings.arn("lambda", "function:" + nameOrArn);
  }

  /// Whether a service may invoke a function.
  ///
  /// @param functionArn with the alias or version by which it is invoked
  /// @param sourceArn on whose behalf
  public boolean allow(String functionArn, String service, String sourceArn) {
    Call call = new Call(INVOKE, functionArn).onBehalfOf(sourceArn);
    return Decision.of(statements, service, call) instanceof Decision.Allowed;
  }
}
