package io.ocppgateway.local.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A value of the template and where it stands. Intrinsics are resolved when they are reached, so
/// that what nobody reads need not be understood.
///
/// Every reading method throws [TemplateException] with the position if the value has another type
/// or holds an intrinsic that cannot be honoured.
public final class TemplateValue {

  private final Resolver resolver;
  private final String position;
  private final JsonNode value;

  TemplateValue(Resolver resolver, String position, JsonNode raw) {
    this.resolver = resolver;
    this.position = position;
    value = resolver.resolveTop(raw, position);
  }

  /// Where it stands, as in `Rule.TopicRulePayload.Actions[0]`.
  public String position() {
    return position;
  }

  /// The property of this name, empty if the template leaves it out.
  public Optional<TemplateValue> find(String name) {
    JsonNode child = object().path(name);
    if (child.isMissingNode()) {
      return Optional.empty();
    }
    TemplateValue found = new TemplateValue(resolver, position + "." + name, child);
    return found.value.isMissingNode() ? Optional.empty() : Optional.of(found);
  }

  /// The property of this name.
  public TemplateValue get(String name) {
    return find(name).orElseThrow(() -> fault("the property %s is missing".formatted(name)));
  }

  /// The text of the property of this name, or another if the template leaves it out.
  public String textOr(String name, String otherwise) {
    return find(name).map(TemplateValue::text).orElse(otherwise);
  }

  /// The number of the property of this name, or another if the template leaves it out.
  public long numberOr(String name, long otherwise) {
    return find(name).map(TemplateValue::number).orElse(otherwise);
  }

  /// The flag of the property of this name, false if the template leaves it out.
  public boolean flag(String name) {
    return find(name).map(TemplateValue::flag).orElse(false);
  }

  /// This value as text. Numbers and booleans count as the text that writes them.
  public String text() {
    if (value.isString() || value.isNumber() || value.isBoolean()) {
      return value.asString();
    }
    throw fault("expected text, found " + value);
  }

  /// This value as a whole number.
  public long number() {
    try {
      return Long.parseLong(text());
    } catch (NumberFormatException notANumber) {
      throw fault("expected a whole number, found " + value);
    }
  }

  /// This value as a boolean.
  public boolean flag() {
    return switch (text()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw fault("expected true or false, found " + value);
    };
  }

  /// The elements of this list. Those that are `AWS::NoValue` are left out.
  public List<TemplateValue> items() {
    if (!(value instanceof ArrayNode array)) {
      throw fault("expected a list, found " + value);
    }
    List<TemplateValue> items = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      TemplateValue item =
          new TemplateValue(resolver, "%s[%d]".formatted(position, i), array.get(i));
      if (!item.value.isMissingNode()) {
        items.add(item);
      }
    }
    return items;
  }

  /// The elements of this list, or this value alone where it is no list.
  public List<TemplateValue> oneOrMore() {
    return value instanceof ArrayNode ? items() : List.of(this);
  }

  /// Whether this value has properties.
  public boolean isObject() {
    return value instanceof ObjectNode;
  }

  /// The properties of this object, in the template's order.
  public Map<String, TemplateValue> entries() {
    Map<String, TemplateValue> entries = new LinkedHashMap<>();
    for (String name : object().propertyNames()) {
      find(name).ifPresent(child -> entries.put(name, child));
    }
    return entries;
  }

  /// An exception for a fault of this value.
  public TemplateException fault(String fault) {
    return new TemplateException(position, fault);
  }

  private ObjectNode object() {
    if (value instanceof ObjectNode object) {
      return object;
    }
    throw fault("expected an object, found " + value);
  }
}
