package io.ocppgateway.infra;

import software.amazon.awscdk.services.dynamodb.ITableV2;
import software.amazon.awscdk.services.kinesisfirehose.IDeliveryStream;

/// What a rule does with what its statement selects.
sealed interface RuleAction {

  /// Calls a function, without waiting for it.
  record Invoke(LiveFunction function) implements RuleAction {}

  /// Writes a row, a column for each selected name; the table's key must be among them.
  ///
  /// @param table table to write to; if a key of the account's encrypts it, the rule may use that
  record PutRow(ITableV2 table) implements RuleAction {}

  /// Hands it to Amazon Data Firehose, a line of JSON for each message.
  ///
  /// @param stream stream to write to
  record Deliver(IDeliveryStream stream) implements RuleAction {}

  /// Publishes it on another topic, QoS 1.
  ///
  /// @param topic may hold substitution templates, such as `archive/${topic(1)}/meter`
  record Republish(String topic) implements RuleAction {

    private static final String TEMPLATE = "\\$\\{[^}]*}";

    /// Checks where it goes.
    ///
    /// @throws IllegalArgumentException if a rule could take what it has published
    public Republish {
      String lastLevel = topic.replaceAll(TEMPLATE, "\\${}").replaceFirst(".*/", "");
      if (lastLevel.isEmpty() || lastLevel.equals("in") || lastLevel.contains("${}")) {
        throw new IllegalArgumentException(
            "the topic is '%s'; its last level may not be empty, nor 'in', nor hold a template, which may stand for it: rules would take their own messages again, for ever. Allowed is archive/${topic(1)}/meter"
                .formatted(topic));
      }
    }
  }
}
