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

  /// Hands the event to a function and returns when it is accepted, not when it was worked on.
  void invoke(String functionArn, byte[] event);

  /// Writes an item; each property of the object is an attribute.
  void putItem(String tableName, ObjectNode item);

  /// Publishes a message as the rules engine.
  void publish(Publish message);

  /// Sends a message to a queue.
  void send(String queueUrl, String body);
}
