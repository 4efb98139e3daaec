package io.ocppgateway.local.template;

import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/// Computes the intrinsic functions of CloudFormation.
final class Resolver {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Pattern SUB_VARIABLE = Pattern.compile("\\$\\{(!?)([^}]*)}");

  private final JsonNode template;
  private final Surroundings surroundings;
  private final ResourceNames names;
  private final Conditions conditions;

  Resolver(JsonNode template, Surroundings surroundings) {
    this.template = template;
    this.surroundings = surroundings;
    names = new ResourceNames(template.path("Resources"), surroundings, this);
    conditions = new Conditions(template.path("Conditions"), this);
  }

  ResourceNames names() {
    return names;
  }

  boolean condition(String name, String position) {
    return conditions.holds(name, position);
  }

  /// The value with its outermost intrinsic computed. Missing stands for `AWS::NoValue`.
  JsonNode resolveTop(JsonNode raw, String position) {
    Optional<Map.Entry<String, JsonNode>> call = intrinsic(raw);
    if (call.isEmpty()) {
      return raw;
    }
    String function = call.get().getKey();
    JsonNode argument = call.get().getValue();
    return switch (function) {
      case "Ref" -> ref(argument.asString(), position);
      case "Fn::GetAtt" -> JSON.stringNode(getAtt(argument, position));
      case "Fn::Join" -> JSON.stringNode(join(argument, position));
      case "Fn::Sub" -> JSON.stringNode(sub(argument, position));
      case "Fn::Select" -> select(argument, position);
      case "Fn::Split" -> split(argument, position);
      case "Fn::If" -> chosen(argument, position);
      case "Fn::FindInMap" -> findInMap(argument, position);
      default ->
          throw new TemplateException(
              position,
              "the intrinsic %s cannot be resolved here; understood are Ref, Fn::GetAtt, Fn::Join, Fn::Sub, Fn::Select, Fn::Split, Fn::If and Fn::FindInMap"
                  .formatted(function));
    };
  }

  String text(JsonNode raw, String position) {
    JsonNode value = resolveTop(raw, position);
    if (value.isString() || value.isNumber() || value.isBoolean()) {
      return value.asString();
    }
    throw new TemplateException(position, "expected text, found " + value);
  }

  private static Optional<Map.Entry<String, JsonNode>> intrinsic(JsonNode raw) {
    if (!(raw instanceof ObjectNode object) || object.size() != 1) {
      return Optional.empty();
    }
    Iterator<Map.Entry<String, JsonNode>> entries = object.properties().iterator();
    Map.Entry<String, JsonNode> only = entries.next();
    boolean isIntrinsic = only.getKey().equals("Ref") || only.getKey().startsWith("Fn::");
    return isIntrinsic ? Optional.of(only) : Optional.empty();
  }

  private JsonNode ref(String name, String position) {
    return switch (name) {
      case "AWS::NoValue" -> MissingNode.getInstance();
      case "AWS::Region" -> JSON.stringNode(surroundings.region());
      case "AWS::AccountId" -> JSON.stringNode(Surroundings.ACCOUNT);
      case "AWS::Partition" -> JSON.stringNode("aws");
      case "AWS::URLSuffix" -> JSON.stringNode("amazonaws.com");
      case "AWS::StackName" -> JSON.stringNode(surroundings.stackName());
      case "AWS::StackId" ->
          JSON.stringNode(
              surroundings.arn("cloudformation", "stack/" + surroundings.stackName() + "/local"));
      default -> refNamed(name, position);
    };
  }

  private JsonNode refNamed(String name, String position) {
    JsonNode parameter = template.path("Parameters").path(name);
    if (!parameter.isMissingNode()) {
      return JSON.stringNode(parameterValue(name, parameter, position));
    }
    return JSON.stringNode(names.ref(name, position));
  }

  private static String parameterValue(String name, JsonNode parameter, String position) {
    JsonNode value = parameter.path("Default");
    if (value.isMissingNode() || parameter.path("Type").asString().startsWith("AWS::SSM::")) {
      throw new TemplateException(
          position,
          "the parameter %s has no value here; give it a default in the template".formatted(name));
    }
    return value.asString();
  }

  private String getAtt(JsonNode argument, String position) {
    if (argument instanceof ArrayNode array && array.size() == 2) {
      return names.attribute(array.get(0).asString(), text(array.get(1), position), position);
    }
    return getAtt(argument.asString(), position);
  }

  private String getAtt(String dotted, String position) {
    int dot = dotted.indexOf('.');
    if (dot < 0) {
      throw new TemplateException(position, "Fn::GetAtt needs resource and attribute: " + dotted);
    }
    return names.attribute(dotted.substring(0, dot), dotted.substring(dot + 1), position);
  }

  private String join(JsonNode argument, String position) {
    JsonNode parts = resolveTop(argument.path(1), position);
    return parts
        .valueStream()
        .map(part -> text(part, position))
        .collect(Collectors.joining(argument.path(0).asString()));
  }

  private String sub(JsonNode argument, String position) {
    String pattern = argument.isArray() ? argument.path(0).asString() : argument.asString();
    JsonNode variables = argument.isArray() ? argument.path(1) : MissingNode.getInstance();
    Matcher matcher = SUB_VARIABLE.matcher(pattern);
    StringBuilder text = new StringBuilder();
    while (matcher.find()) {
      String name = matcher.group(2).strip();
      String value =
          matcher.group(1).isEmpty() ? subVariable(name, variables, position) : "${" + name + "}";
      matcher.appendReplacement(text, Matcher.quoteReplacement(value));
    }
    return matcher.appendTail(text).toString();
  }

  private String subVariable(String name, JsonNode variables, String position) {
    JsonNode variable = variables.path(name);
    if (!variable.isMissingNode()) {
      return text(variable, position);
    }
    return name.contains(".") ? getAtt(name, position) : ref(name, position).asString();
  }

  private JsonNode select(JsonNode argument, String position) {
    int index = Integer.parseInt(text(argument.path(0), position));
    JsonNode list = resolveTop(argument.path(1), position);
    JsonNode item = list.path(index);
    if (item.isMissingNode()) {
      throw new TemplateException(
          position, "Fn::Select asks for element %d of %d".formatted(index, list.size()));
    }
    return resolveTop(item, position);
  }

  private ArrayNode split(JsonNode argument, String position) {
    String separator = argument.path(0).asString();
    ArrayNode parts = JSON.arrayNode();
    for (String part : text(argument.path(1), position).split(Pattern.quote(separator), -1)) {
      parts.add(part);
    }
    return parts;
  }

  private JsonNode chosen(JsonNode argument, String position) {
    boolean holds = conditions.holds(argument.path(0).asString(), position);
    return resolveTop(argument.path(holds ? 1 : 2), position);
  }

  private JsonNode findInMap(JsonNode argument, String position) {
    String map = text(argument.path(0), position);
    String first = text(argument.path(1), position);
    String second = text(argument.path(2), position);
    JsonNode value = template.path("Mappings").path(map).path(first).path(second);
    if (value.isMissingNode()) {
      throw new TemplateException(
          position, "no mapping %s.%s.%s in the template".formatted(map, first, second));
    }
    return value;
  }

  /// The template's named conditions.
  private static final class Conditions {

    private final JsonNode definitions;
    private final Resolver resolver;

    Conditions(JsonNode definitions, Resolver resolver) {
      this.definitions = definitions;
      this.resolver = resolver;
    }

    boolean holds(String name, String position) {
      return holds(name, position, new HashSet<>());
    }

    private boolean holds(String name, String position, Set<String> within) {
      JsonNode definition = definitions.path(name);
      if (definition.isMissingNode()) {
        throw new TemplateException(position, "the template has no condition " + name);
      }
      if (!within.add(name)) {
        throw new TemplateException(position, "the condition %s refers to itself".formatted(name));
      }
      boolean holds = decide(definition, "Conditions." + name, within);
      within.remove(name);
      return holds;
    }

    private boolean decide(JsonNode condition, String position, Set<String> within) {
      if (!(condition instanceof ObjectNode object) || object.size() != 1) {
        throw new TemplateException(position, "not a condition: " + condition);
      }
      Map.Entry<String, JsonNode> call = object.properties().iterator().next();
      JsonNode arguments = call.getValue();
      return switch (call.getKey()) {
        case "Fn::Equals" ->
            resolver
                .text(arguments.path(0), position)
                .equals(resolver.text(arguments.path(1), position));
        case "Fn::Not" -> !decide(arguments.path(0), position, within);
        case "Fn::And" -> arguments.valueStream().allMatch(part -> decide(part, position, within));
        case "Fn::Or" -> arguments.valueStream().anyMatch(part -> decide(part, position, within));
        case "Condition" -> holds(arguments.asString(), position, within);
        default ->
            throw new TemplateException(
                position,
                "the condition function %s cannot be decided here; understood are Fn::Equals, Fn::Not, Fn::And, Fn::Or and Condition"
                    .formatted(call.getKey()));
      };
    }
  }
}
