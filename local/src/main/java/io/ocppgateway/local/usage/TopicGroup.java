package io.ocppgateway.local.usage;

import io.ocppgateway.ocpp.topic.Topics;

/// Topics that are counted together: AWS prices some of them differently.
public enum TopicGroup {
  /// Frames from charge points.
  IN(Topics.ALL_IN),
  /// Frames to charge points.
  OUT(Topics.ALL_OUT),
  /// Commands that were not brought to an answer.
  UNDELIVERED(Topics.ALL_UNDELIVERED),
  /// Who came and who went.
  PRESENCE("$aws/events/#"),
  /// Requests to shadows and what they tell.
  SHADOW("$aws/things/#"),
  /// Basic Ingest: straight to a rule, not metered as messages.
  BASIC_INGEST("$aws/rules/#"),
  /// Every other topic.
  OTHER("other");

  private final String filter;
  private final String ending;

  TopicGroup(String filter) {
    this.filter = filter;
    ending = filter.startsWith("+") ? filter.substring(1) : "";
  }

  /// The topic filter of the group, for people.
  public String filter() {
    return filter;
  }

  /// The group of a topic.
  public static TopicGroup of(String topic) {
    if (topic.startsWith("$aws/")) {
      return ofReserved(topic);
    }
    int slash = topic.indexOf('/');
    for (TopicGroup group : new TopicGroup[] {IN, OUT, UNDELIVERED}) {
      // The only slash, so that the topic has two levels.
      if (slash >= 0
          && topic.length() - slash == group.ending.length()
          && topic.endsWith(group.ending)) {
        return group;
      }
    }
    return OTHER;
  }

  private static TopicGroup ofReserved(String topic) {
    for (TopicGroup group : new TopicGroup[] {PRESENCE, SHADOW, BASIC_INGEST}) {
      if (topic.startsWith(group.filter.substring(0, group.filter.length() - 1))) {
        return group;
      }
    }
    return OTHER;
  }
}
