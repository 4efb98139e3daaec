package io.ocppgateway.local.iot.broker;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Who subscribed to what: a tree of topic levels, so that finding the subscribers of a topic takes
/// as long as the topic has levels, however many subscribers there are.
///
/// Not safe for use by many threads.
///
/// @param <S> who subscribes
/// @param <O> what they said about the subscription
/// @see "MQTT 5 §4.7"
final class SubscriptionTree<S, O> {

  private final Node<S, O> root = new Node<>();

  /// Adds a subscription, or replaces the subscriber's options for the same filter.
  ///
  /// @return whether it is a new one
  boolean add(String filter, S subscriber, O options) {
    Node<S, O> node = root;
    int start = 0;
    while (start <= filter.length()) {
      int end = levelEnd(filter, start);
      node = node.children.computeIfAbsent(filter.substring(start, end), _ -> new Node<>());
      start = end + 1;
    }
    return node.subscribers.put(subscriber, options) == null;
  }

  /// Removes a subscription.
  ///
  /// @return whether there was one
  boolean remove(String filter, S subscriber) {
    return remove(root, filter, 0, subscriber);
  }

  /// Calls the visitor with each subscription that the topic matches; a subscriber with several
  /// overlapping subscriptions comes several times.
  void match(String topic, BiConsumer<S, O> visitor) {
    match(root, topic, 0, visitor);
  }

  private boolean remove(Node<S, O> node, String filter, int start, S subscriber) {
    if (start > filter.length()) {
      return node.subscribers.remove(subscriber) != null;
    }
    int end = levelEnd(filter, start);
    String level = filter.substring(start, end);
    Node<S, O> child = node.children.get(level);
    if (child == null) {
      return false;
    }
    boolean removed = remove(child, filter, end + 1, subscriber);
    if (child.isEmpty()) {
      node.children.remove(level);
    }
    return removed;
  }

  private void match(Node<S, O> node, String topic, int start, BiConsumer<S, O> visitor) {
    boolean wildcards = start > 0 || !topic.startsWith("$");
    if (wildcards) {
      visit(node.children.get("#"), visitor);
    }
    if (start > topic.length()) {
      node.subscribers.forEach(visitor);
      return;
    }
    int end = levelEnd(topic, start);
    Node<S, O> exact = node.children.get(topic.substring(start, end));
    if (exact != null) {
      match(exact, topic, end + 1, visitor);
    }
    Node<S, O> any = wildcards ? node.children.get("+") : null;
    if (any != null) {
      match(any, topic, end + 1, visitor);
    }
  }

  private void visit(@Nullable Node<S, O> node, BiConsumer<S, O> visitor) {
    if (node != null) {
      node.subscribers.forEach(visitor);
    }
  }

  private static int levelEnd(String text, int start) {
    int slash = text.indexOf('/', start);
    return slash < 0 ? text.length() : slash;
  }

  private static final class Node<S, O> {
    private final Map<String, Node<S, O>> children = new HashMap<>(2);
    private final Map<S, O> subscribers = new LinkedHashMap<>(2);

    boolean isEmpty() {
      return children.isEmpty() && subscribers.isEmpty();
    }
  }
}
