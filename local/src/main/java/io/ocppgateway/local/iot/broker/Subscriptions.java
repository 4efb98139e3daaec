package io.ocppgateway.local.iot.broker;

import io.ocppgateway.local.iot.message.Publish;
import java.util.LinkedHashMap;
import java.util.Map;

/// Which client ids subscribe to what, and what is retained for those who come later. Belongs to
/// the broker's event loop.
final class Subscriptions {

  private final SubscriptionTree<String, Subscription> tree = new SubscriptionTree<>();
  private final RetainedMessages retained;

  Subscriptions(RetainedMessages retained) {
    this.retained = retained;
  }

  /// Adds a subscription to a session, and sends what is retained for it.
  ///
  /// @return the granted quality of service, or why it was refused
  int add(Session session, Subscription subscription) {
    String filter = subscription.filter();
    boolean known = session.subscriptions().containsKey(filter);
    if (!known && session.subscriptions().size() >= Limits.MAX_SUBSCRIPTIONS) {
      return ReasonCode.QUOTA_EXCEEDED;
    }
    session.subscriptions().put(filter, subscription);
    tree.add(filter, session.clientId(), subscription);
    boolean send =
        switch (subscription.retained()) {
          case AT_SUBSCRIBE -> true;
          case IF_NEW -> !known;
          case NEVER -> false;
        };
    if (send) {
      retained.match(
          filter,
          message -> session.deliver(message, Math.min(message.qos(), subscription.qos()), true));
    }
    return subscription.qos();
  }

  /// Removes a subscription from a session.
  ///
  /// @return whether there was one
  boolean remove(Session session, String filter) {
    return session.subscriptions().remove(filter) != null
        && tree.remove(filter, session.clientId());
  }

  /// Removes all subscriptions of a session that is forgotten.
  void removeAll(Session session) {
    session.subscriptions().keySet().forEach(filter -> tree.remove(filter, session.clientId()));
  }

  /// The client ids that get the message, each once, with the subscription that grants it most.
  Map<String, Subscription> receivers(Publish message) {
    Map<String, Subscription> receivers = new LinkedHashMap<>();
    tree.match(
        message.topic(),
        (clientId, subscription) -> {
          if (!subscription.noLocal() || !clientId.equals(message.clientId())) {
            receivers.merge(clientId, subscription, (a, b) -> a.qos() >= b.qos() ? a : b);
          }
        });
    return receivers;
  }
}
