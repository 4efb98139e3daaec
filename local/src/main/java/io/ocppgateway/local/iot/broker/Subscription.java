package io.ocppgateway.local.iot.broker;

/// A subscription as the client asked for it.
///
/// @param filter the topic filter
/// @param qos the highest quality of service to deliver with, 0 or 1
/// @param noLocal whether the client's own messages are left out
/// @param retainAsPublished whether the retain flag is passed on
/// @param retained when retained messages are sent
/// @see "MQTT 5 §3.8.3.1"
public record Subscription(
    String filter, int qos, boolean noLocal, boolean retainAsPublished, Retained retained) {

  /// When a subscriber gets the retained messages.
  public enum Retained {
    /// At each SUBSCRIBE.
    AT_SUBSCRIBE,
    /// Only where the subscription is new.
    IF_NEW,
    /// Never.
    NEVER
  }
}
