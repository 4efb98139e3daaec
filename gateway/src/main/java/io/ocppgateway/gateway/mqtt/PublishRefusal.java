package io.ocppgateway.gateway.mqtt;

import io.ocppgateway.gateway.log.LineLimit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The failure in a PUBACK, and what it means for the message.
///
/// @see "MQTT 5.0 §3.4.2.1"
record PublishRefusal(int reasonCode) {

  private static final Logger LOG = LoggerFactory.getLogger(PublishRefusal.class);

  private static final int FIRST_FAILURE = 0x80;
  private static final int QUOTA_EXCEEDED = 0x97;

  /// What the broker said beforehand that it would not take.
  ///
  /// @see "MQTT 5.0 §3.2.2.3.6"
  static final PublishRefusal TOO_LARGE = new PublishRefusal(0x95);

  /// Whether a reason is a failure at all.
  static boolean isFailure(int reasonCode) {
    return reasonCode >= FIRST_FAILURE;
  }

  /// Whether the message may be taken later; otherwise trying again would not help.
  boolean isTemporary() {
    return reasonCode == QUOTA_EXCEEDED;
  }

  void log(LineLimit lines, String clientId, Pending pending) {
    lines.log(
        LOG.atWarn(),
        line ->
            line.addKeyValue("clientId", clientId)
                .addKeyValue("topic", pending.topic)
                .addKeyValue("bytes", pending.bytes)
                .addKeyValue("reasonCode", "0x%02X".formatted(reasonCode))
                .log(
                    isTemporary()
                        ? "broker has no room for a message now"
                        : "broker refused a message"));
  }
}
