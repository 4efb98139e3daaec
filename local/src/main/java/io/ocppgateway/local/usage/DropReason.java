package io.ocppgateway.local.usage;

/// Why a message, or an event made of it, reached nobody or not everybody it was meant for.
public enum DropReason {
  /// A frame for a charge point that is not connected.
  NOT_CONNECTED("for a charge point that is not connected"),
  /// QoS 0, and the client reads too slowly.
  READER_TOO_SLOW("QoS 0, and the client reads too slowly"),
  /// Too many messages wait for the client already.
  CLIENT_QUEUE_FULL("too many messages wait for the client"),
  /// The client's role may not receive it, or not publish it as its will.
  NOT_ALLOWED("the client's role does not allow it"),
  /// Its message expiry passed while it waited for the client.
  EXPIRED("expired while it waited for the client"),
  /// Waiting for the client, or not acknowledged by it, when its session ended.
  SESSION_ENDED("not acknowledged when the client's session ended"),
  /// By Basic Ingest, to a rule that there is not.
  NO_SUCH_RULE("by Basic Ingest to a rule that there is not"),
  /// Too many messages wait for the rules already.
  RULES_FULL("too many messages wait for the rules"),
  /// A rule's action failed, and the error action too, or there is none.
  RULE_FAILED("a rule's action failed, and its error action too"),
  /// A function failed for good, and its event found no destination.
  FUNCTION_FAILED("a function failed for good, and its event found no queue"),
  /// It came while the stack ended.
  STACK_ENDED("the stack was ending");

  private final String text;

  DropReason(String text) {
    this.text = text;
  }

  /// The reason, for people.
  public String text() {
    return text;
  }
}
