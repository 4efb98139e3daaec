package io.ocppgateway.local.iot.broker;

import io.ocppgateway.local.iot.message.Publish;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/// The last retained message of each topic. Belongs to the broker's event loop.
final class RetainedMessages {

  private final Map<String, Publish> byTopic = new TreeMap<>();

  /// Keeps the message, or forgets the topic's message where the payload is empty.
  void keep(Publish message) {
    if (message.payload().length() == 0) {
      byTopic.remove(message.topic());
    } else {
      byTopic.put(message.topic(), message);
    }
  }

  Optional<Publish> find(String topic) {
    return Optional.ofNullable(byTopic.get(topic));
  }

  List<Publish> all() {
    return List.copyOf(byTopic.values());
  }

  /// Calls the visitor with each message whose topic matches the filter. Looks at all topics where
  /// the filter has a wildcard: that happens per subscription and not per message.
  void match(String filter, Consumer<Publish> visitor) {
    if (filter.indexOf('+') < 0 && filter.indexOf('#') < 0) {
      find(filter).ifPresent(visitor);
      return;
    }
    SubscriptionTree<String, Boolean> one = new SubscriptionTree<>();
    one.add(filter, filter, true);
    byTopic.forEach((topic, message) -> one.match(topic, (_, _) -> visitor.accept(message)));
  }
}
