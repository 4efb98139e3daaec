package io.ocppgateway.local.iam;

import io.ocppgateway.local.iam.Condition.Quantifier;
import io.ocppgateway.local.template.Surroundings;
import io.ocppgateway.local.template.TemplateException;
import io.ocppgateway.local.template.TemplateValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Reads policy documents of a template, and refuses what could not be honoured later.
///
/// Every method throws [TemplateException] with the position.
final class PolicyReader {

  private static final String VERSION = "2012-10-17";
  private static final String IF_EXISTS = "IfExists";
  private static final Map<String, Quantifier> QUANTIFIERS =
      Map.of("ForAnyValue:", Quantifier.ANY, "ForAllValues:", Quantifier.ALL);
  private static final Set<String> OF_ROLES =
      Set.of("Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition");
  private static final Set<String> OF_RESOURCES =
      Set.of(
          "Sid",
          "Effect",
          "Principal",
          "Action",
          "NotAction",
          "Resource",
          "NotResource",
          "Condition");
  private static final Set<String> OF_TRUST =
      Set.of("Sid", "Effect", "Principal", "Action", "NotAction", "Condition");

  private PolicyReader() {}

  /// A policy that is attached to a role.
  static List<Statement> permissions(TemplateValue document) {
    return statements(document).stream()
        .map(statement -> {
          refuseOthers(statement, OF_ROLES);
          return new Statement(
              statement.position(),
              effect(statement),
              Selection.EVERYTHING,
              actions(statement),
              selection(statement, "Resource", Wildcards::ofResource),
              conditions(statement));
        })
        .toList();
  }

  /// A role's trust policy.
  static List<Statement> trust(TemplateValue document) {
    return statements(document).stream()
        .map(statement -> {
          refuseOthers(statement, OF_TRUST);
          return new Statement(
              statement.position(),
              effect(statement),
              principals(statement.get("Principal")),
              actions(statement),
              Selection.EVERYTHING,
              conditions(statement));
        })
        .toList();
  }

  /// A policy that is attached to a resource.
  static List<Statement> ofResource(TemplateValue document) {
    return statements(document).stream()
        .map(statement -> {
          refuseOthers(statement, OF_RESOURCES);
          Effect effect = effect(statement);
          return new Statement(
              statement.position(),
              effect,
              rolesAmong(statement.get("Principal"), effect),
              actions(statement),
              selection(statement, "Resource", Wildcards::ofResource),
              conditions(statement));
        })
        .toList();
  }

  /// The account as a whole is everybody where it is denied, and nobody where it is allowed: then
  /// its own policies decide.
  private static Selection rolesAmong(TemplateValue principal, Effect effect) {
    Selection named = principals(principal);
    List<Wildcards> roles =
        named.patterns().stream()
            .filter(pattern -> !isAccount(pattern))
            .collect(Collectors.toCollection(ArrayList::new));
    boolean account = roles.size() < named.patterns().size();
    if (account && effect == Effect.DENY) {
      roles.add(Wildcards.ofText("*"));
    }
    return new Selection(roles, false);
  }

  private static boolean isAccount(Wildcards principal) {
    return Set.of(Surroundings.ACCOUNT, Surroundings.iamArn("root")).contains(principal.toString());
  }

  private static List<TemplateValue> statements(TemplateValue document) {
    String version = document.textOr("Version", "2008-10-17");
    if (!version.equals(VERSION)) {
      throw document.fault(
          "policy version %s; only %s is understood here".formatted(version, VERSION));
    }
    return document.get("Statement").oneOrMore();
  }

  private static void refuseOthers(TemplateValue statement, Set<String> known) {
    statement
        .entries()
        .forEach((name, value) -> {
          if (!known.contains(name)) {
            throw value.fault(
                "the element %s of a statement cannot be honoured here; understood are %s"
                    .formatted(name, known.stream().sorted().toList()));
          }
        });
  }

  private static Effect effect(TemplateValue statement) {
    TemplateValue effect = statement.get("Effect");
    return switch (effect.text()) {
      case "Allow" -> Effect.ALLOW;
      case "Deny" -> Effect.DENY;
      default ->
          throw effect.fault("Effect %s; allowed are Allow and Deny".formatted(effect.text()));
    };
  }

  private static Selection actions(TemplateValue statement) {
    return selection(statement, "Action", text -> Wildcards.ofText(text.toLowerCase(Locale.ROOT)));
  }

  private static Selection selection(
      TemplateValue statement, String name, Function<String, Wildcards> pattern) {
    boolean negated = statement.find(name).isEmpty();
    return new Selection(
        statement.get(negated ? "Not" + name : name).oneOrMore().stream()
            .map(PolicyReader::text)
            .map(pattern)
            .toList(),
        negated);
  }

  /// `"*"`, `{"Service": "iot.amazonaws.com"}`, `{"AWS": ["arn:…", "arn:…"]}`.
  private static Selection principals(TemplateValue principal) {
    List<TemplateValue> named =
        principal.isObject()
            ? principal.entries().values().stream()
                .flatMap(kind -> kind.oneOrMore().stream())
                .toList()
            : List.of(principal);
    return new Selection(
        named.stream().map(TemplateValue::text).map(Wildcards::ofText).toList(), false);
  }

  private static List<Condition> conditions(TemplateValue statement) {
    List<Condition> conditions = new ArrayList<>();
    statement
        .find("Condition")
        .ifPresent(lines ->
            lines
                .entries()
                .forEach((operator, keys) ->
                    keys.entries()
                        .forEach(
                            (key, wanted) -> conditions.add(condition(operator, key, wanted)))));
    return conditions;
  }

  private static Condition condition(String operator, String key, TemplateValue wanted) {
    String prefix =
        QUANTIFIERS.keySet().stream().filter(operator::startsWith).findFirst().orElse("");
    boolean ifExists = operator.endsWith(IF_EXISTS);
    String name =
        operator.substring(
            prefix.length(), operator.length() - (ifExists ? IF_EXISTS.length() : 0));
    return new Condition(
        QUANTIFIERS.getOrDefault(prefix, Quantifier.ONE),
        Operator.of(name).orElseThrow(() -> unknown(operator, wanted)),
        ifExists,
        key,
        wanted.oneOrMore().stream().map(PolicyReader::text).toList());
  }

  private static TemplateException unknown(String operator, TemplateValue wanted) {
    return wanted.fault(
        "the condition operator %s cannot be honoured here; understood are %s, with IfExists, ForAnyValue: and ForAllValues:"
            .formatted(operator, Operator.names()));
  }

  private static String text(TemplateValue value) {
    String text = value.text();
    if (text.contains("${")) {
      throw value.fault("policy variables cannot be honoured here: " + text);
    }
    return text;
  }
}
