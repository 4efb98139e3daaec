package io.ocppgateway.local.rules.sql;

import io.ocppgateway.local.iot.message.Publish;
import java.util.Arrays;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// A message as the SQL of a rule sees it.
///
/// @param publish what IoT Core accepted
/// @param topic the topic that `topic()` counts: under Basic Ingest without `$aws/rules/<rule>`
/// @param payload the JSON, or a binary node where the bytes are not JSON
/// @param traceId the same for all rules that take the message
public record RuleMessage(Publish publish, String topic, JsonNode payload, String traceId) {

  /// What Basic Ingest topics start with; the rule's name follows.
  public static final String BASIC_INGEST = "$aws/rules/";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /// A message for all rules that take it; its payload is parsed once.
  public static RuleMessage of(Publish publish) {
    return new RuleMessage(
        publish,
        withoutBasicIngest(publish.topic()),
        parse(publish.payload().getBytes()),
        UUID.randomUUID().toString());
  }

  /// The one rule that a Basic Ingest topic names, empty text on every other topic.
  public String basicIngestRule() {
    String[] levels = publish.topic().split("/", 4);
    return publish.topic().startsWith(BASIC_INGEST) && levels.length > 2 ? levels[2] : "";
  }

  static JsonNode parse(byte[] bytes) {
    try {
      JsonNode parsed = JSON.readTree(bytes);
      return parsed.isMissingNode() ? binary(bytes) : Values.withWholeNumbers(parsed);
    } catch (JacksonException notJson) {
      return binary(bytes);
    }
  }

  private static JsonNode binary(byte[] bytes) {
    return JsonNodeFactory.instance.binaryNode(bytes);
  }

  private static String withoutBasicIngest(String topic) {
    if (!topic.startsWith(BASIC_INGEST)) {
      return topic;
    }
    String[] levels = topic.split("/", -1);
    return String.join("/", Arrays.copyOfRange(levels, Math.min(3, levels.length), levels.length));
  }
}
