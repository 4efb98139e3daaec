package io.ocppgateway.local.rules.sql;

import io.ocppgateway.local.iot.message.PublishProperties;
import io.vertx.core.buffer.Buffer;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Functions that tell of the message beside its payload.
final class MessageFunctions {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  static final Map<String, RuleFunction> TABLE =
      Map.of(
          "topic", new RuleFunction(0, 1, MessageFunctions::topic),
          "timestamp",
              new RuleFunction(
                  0,
                  0,
                  (arguments, message) -> Values.of(message.publish().receivedAt().toEpochMilli())),
          "traceid", new RuleFunction(0, 0, (arguments, message) -> Values.of(message.traceId())),
          "clientid",
              new RuleFunction(
                  0, 0, (arguments, message) -> Values.of(message.publish().clientId())),
          "principal",
              new RuleFunction(
                  0, 0, (arguments, message) -> Values.of(message.publish().principal().name())),
          "newuuid", RuleFunction.of(0, 0, arguments -> Values.of(UUID.randomUUID().toString())),
          "get_user_properties", new RuleFunction(0, 1, MessageFunctions::userProperties),
          "get_mqtt_property", new RuleFunction(1, 1, MessageFunctions::mqttProperty));

  private MessageFunctions() {}

  private static JsonNode topic(List<JsonNode> arguments, RuleMessage message) {
    if (arguments.isEmpty()) {
      return Values.of(message.topic());
    }
    String[] levels = message.topic().split("/", -1);
    int level = Values.number(arguments.getFirst()).map(BigDecimal::intValue).orElse(0);
    return level >= 1 && level <= levels.length ? Values.of(levels[level - 1]) : Values.UNDEFINED;
  }

  /// The values of one key as an array, Undefined if the message has no such key; without a key an
  /// array of single-key objects.
  private static JsonNode userProperties(List<JsonNode> arguments, RuleMessage message) {
    PublishProperties properties = message.publish().properties();
    ArrayNode values = JSON.arrayNode();
    if (arguments.isEmpty()) {
      properties
          .userProperties()
          .forEach(property -> values.addObject().put(property.name(), property.value()));
    } else {
      String key = Values.text(arguments.getFirst()).orElse("");
      properties.userProperty(key).forEach(values::add);
    }
    return values.isEmpty() ? Values.UNDEFINED : values;
  }

  private static JsonNode mqttProperty(List<JsonNode> arguments, RuleMessage message) {
    PublishProperties properties = message.publish().properties();
    return switch (Values.text(arguments.getFirst()).orElse("")) {
      case "format_indicator" ->
          Values.of(
              Integer.valueOf(1).equals(properties.payloadFormatIndicator())
                  ? "UTF8_DATA"
                  : "UNSPECIFIED_BYTES");
      case "content_type" -> orUndefined(properties.contentType());
      case "response_topic" -> orUndefined(properties.responseTopic());
      case "correlation_data" ->
          Optional.ofNullable(properties.correlationData())
              .map(Buffer::getBytes)
              .map(bytes -> Values.of(Base64.getEncoder().encodeToString(bytes)))
              .orElse(Values.UNDEFINED);
      default -> Values.UNDEFINED;
    };
  }

  private static JsonNode orUndefined(@Nullable String value) {
    return value == null ? Values.UNDEFINED : Values.of(value);
  }
}
