package io.ocppgateway.local.usage;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What a stack did between two moments, as AWS would meter it.
///
/// What is counted while this is read may be in one figure and not yet in another.
///
/// @param since when counting began: the stack's start
/// @param until when this was read
/// @param topics the messages of every group of topics
/// @param rules in the template's order
/// @param functions in the template's order
/// @param operations requests by service and operation, as `dynamodb:PutItem`, whoever sent them
/// @param dropped messages by the reason for which they were dropped; a reason that never applied
///   is missing
public record Usage(
    Instant since,
    Instant until,
    Connections connections,
    SortedMap<TopicGroup, TopicTraffic> topics,
    List<RuleUsage> rules,
    List<FunctionUsage> functions,
    SortedMap<String, Long> operations,
    SortedMap<DropReason, Long> dropped) {

  private static final JsonMapper JSON = JsonMapper.shared();

  /// Copies maps and lists.
  public Usage {
    topics = Collections.unmodifiableSortedMap(new TreeMap<>(topics));
    rules = List.copyOf(rules);
    functions = List.copyOf(functions);
    operations = Collections.unmodifiableSortedMap(new TreeMap<>(operations));
    dropped = Collections.unmodifiableSortedMap(new TreeMap<>(dropped));
  }

  /// Messages of a group of topics that IoT Core accepted.
  public long published(TopicGroup topics) {
    return topics().containsKey(topics) ? topics().get(topics).published().messages() : 0;
  }

  /// Messages of a group of topics that were sent to subscribers.
  public long delivered(TopicGroup topics) {
    return topics().containsKey(topics) ? topics().get(topics).delivered().messages() : 0;
  }

  /// All messages that were dropped, for whatever reason.
  public long droppedInAll() {
    return dropped.values().stream().mapToLong(Long::longValue).sum();
  }

  /// This as JSON, each component a property of its name.
  public String toJson() {
    return JSON.writeValueAsString(this);
  }

  /// What [#toJson] wrote.
  ///
  /// @throws IllegalArgumentException if it is something else
  public static Usage ofJson(String json) {
    try {
      return JSON.readValue(json, Usage.class);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("this is no usage: " + e.getOriginalMessage(), e);
    }
  }
}
