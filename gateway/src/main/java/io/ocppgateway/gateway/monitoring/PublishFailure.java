package io.ocppgateway.gateway.monitoring;

import java.util.Arrays;

/// Why a broker refuses a publish: the failures that a PUBACK may have, and a DISCONNECT over a
/// publish.
///
/// @see "MQTT 5.0 §3.4.2.1, §3.14.2.1"
enum PublishFailure {
  UNSPECIFIED_ERROR(0x80),
  MALFORMED_PACKET(0x81),
  PROTOCOL_ERROR(0x82),
  IMPLEMENTATION_SPECIFIC_ERROR(0x83),
  NOT_AUTHORIZED(0x87),
  TOPIC_NAME_INVALID(0x90),
  PACKET_IDENTIFIER_IN_USE(0x91),
  QUOTA_EXCEEDED(0x97),
  /// Known beforehand from what the broker says it takes.
  PACKET_TOO_LARGE(0x95),
  PAYLOAD_FORMAT_INVALID(0x99),
  /// A code that MQTT does not give them for a publish of ours.
  OTHER(-1);

  private final int reasonCode;

  PublishFailure(int reasonCode) {
    this.reasonCode = reasonCode;
  }

  static PublishFailure of(int reasonCode) {
    return Arrays.stream(values())
        .filter(failure -> failure.reasonCode == reasonCode)
        .findFirst()
        .orElse(OTHER);
  }
}
