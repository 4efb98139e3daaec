package io.ocppgateway.local.rules;

import io.ocppgateway.local.iot.message.Publish;
import tools.jackson.databind.node.ObjectNode;

/// Where the actions of rules lead. Called on virtual threads, so it may block.
///
/// What a rule names is asked for when the rule is loaded. The other methods throw what the service
/// would answer; the rule's error action tells of it.
public interface ActionTargets {

  /// Whether a function with this ARN, which may name a version or alias, runs here.
  boolean hasFunction(String functionArn);

  /// Whether a queue with this URL exists here.
  boolean hasQueue(String queueUrl);

  /// Whether a delivery stream with this name exists here.
  boolean hasDeliveryStream(String name);

  /// Hands the event to a function and returns when it is accepted, not when it was worked on.
  ///
  /// @param ruleArn the rule that acts, as the function's permissions know it
  void invoke(String ruleArn, String functionArn, byte[] event);

  /// Writes an item; each property of the object is an attribute.
  void putItem(Actor actor, String tableName, ObjectNode item);

  /// Publishes a message as the rules engine.
  ///
  /// @param message its principal does not matter
  void publish(Actor actor, Publish message);

  /// Sends a message to a queue.
  void send(Actor actor, String queueUrl, String body);

  /// Puts a record into a delivery stream.
  void deliver(Actor actor, String deliveryStream, byte[] record);
}
