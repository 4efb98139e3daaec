package io.ocppgateway.local.iot.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import java.util.regex.Pattern;

/// What topics and filters AWS IoT Core takes.
///
/// @see "AWS IoT Core quotas: topic limits; developer guide: reserved topics; MQTT 5 §4.7"
public final class TopicRules {

  /// The longest topic, in bytes of UTF-8, without the prefix of Basic Ingest.
  public static final int MAX_TOPIC_BYTES = 256;

  /// The most slashes of a topic, without the prefix of Basic Ingest.
  public static final int MAX_SLASHES = 7;

  /// What Basic Ingest topics start with: `$aws/rules/{rule}/…` goes to that rule and to no
  /// subscriber.
  public static final String BASIC_INGEST = "$aws/rules/";

  private static final Pattern BASIC_INGEST_PREFIX = Pattern.compile("^\\$aws/rules/[^/]+/");
  private static final Pattern SHADOW_REQUEST =
      Pattern.compile("\\$aws/things/[^/]+/shadow(/name/[^/]+)?/(get|update|delete)");

  private TopicRules() {}

  /// Why clients cannot publish on this topic, empty if they can.
  public static Optional<String> publishFault(String topic) {
    if (topic.indexOf('+') >= 0 || topic.indexOf('#') >= 0) {
      return Optional.of("topic %s holds a wildcard; only filters may".formatted(topic));
    }
    if (topic.startsWith("$")
        && !topic.startsWith(BASIC_INGEST)
        && !SHADOW_REQUEST.matcher(topic).matches()) {
      return Optional.of(
          "topic %s is reserved; of topics with $ clients publish on shadows' get, update, delete and on $aws/rules/…"
              .formatted(topic));
    }
    return limitFault(topic);
  }

  /// Why this is no filter that can be subscribed to, empty if it is one.
  public static Optional<String> filterFault(String filter) {
    int hash = filter.indexOf('#');
    if (hash >= 0
        && (hash != filter.length() - 1 || (hash > 0 && filter.charAt(hash - 1) != '/'))) {
      return Optional.of(
          "filter %s has # elsewhere than alone as its last level".formatted(filter));
    }
    for (String level : filter.split("/", -1)) {
      if (level.length() > 1 && level.indexOf('+') >= 0) {
        return Optional.of("filter %s has + beside other characters of a level".formatted(filter));
      }
    }
    return limitFault(filter);
  }

  /// Why the topic breaks a limit, empty if it keeps them.
  public static Optional<String> limitFault(String topic) {
    String counted =
        topic.startsWith(BASIC_INGEST)
            ? BASIC_INGEST_PREFIX.matcher(topic).replaceFirst("")
            : topic;
    if (counted.isEmpty() || topic.indexOf('\0') >= 0) {
      return Optional.of("topic '%s' is empty or holds a zero character".formatted(topic));
    }
    int bytes = counted.getBytes(UTF_8).length;
    if (bytes > MAX_TOPIC_BYTES) {
      return Optional.of(
          "topic %s has %d bytes; allowed are %d".formatted(topic, bytes, MAX_TOPIC_BYTES));
    }
    // Topics of $aws have their own shape: that of a named shadow's documents has nine levels.
    long slashes = counted.chars().filter(c -> c == '/').count();
    return slashes > MAX_SLASHES && !counted.startsWith("$aws/")
        ? Optional.of(
            "topic %s has %d slashes; allowed are %d".formatted(topic, slashes, MAX_SLASHES))
        : Optional.empty();
  }
}
