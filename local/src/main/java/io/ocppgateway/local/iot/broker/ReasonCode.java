package io.ocppgateway.local.iot.broker;

/// Reason codes of MQTT 5 that IoT Core sends.
///
/// @see "MQTT 5 §2.4"
public final class ReasonCode {

  /// All is well.
  public static final int SUCCESS = 0x00;

  /// DISCONNECT with which the client asks for its will.
  public static final int DISCONNECT_WITH_WILL = 0x04;

  /// UNSUBACK: there was no such subscription.
  public static final int NO_SUBSCRIPTION_EXISTED = 0x11;

  /// A policy does not allow it.
  public static final int NOT_AUTHORIZED = 0x87;

  /// The bytes are no MQTT.
  public static final int MALFORMED_PACKET = 0x81;

  /// The packet is not allowed here.
  public static final int PROTOCOL_ERROR = 0x82;

  /// The client id is not allowed.
  public static final int CLIENT_IDENTIFIER_NOT_VALID = 0x85;

  /// IoT Core goes down.
  public static final int SERVER_SHUTTING_DOWN = 0x8B;

  /// Nothing was heard for too long.
  public static final int KEEP_ALIVE_TIMEOUT = 0x8D;

  /// The same client id connected elsewhere.
  public static final int SESSION_TAKEN_OVER = 0x8E;

  /// The filter is not allowed.
  public static final int TOPIC_FILTER_INVALID = 0x8F;

  /// The topic is not allowed.
  public static final int TOPIC_NAME_INVALID = 0x90;

  /// The topic alias is above the limit.
  public static final int TOPIC_ALIAS_INVALID = 0x94;

  /// The packet or its payload is above the limit.
  public static final int PACKET_TOO_LARGE = 0x95;

  /// A quota is used up.
  public static final int QUOTA_EXCEEDED = 0x97;

  /// The operator ended the connection.
  public static final int ADMINISTRATIVE_ACTION = 0x98;

  /// IoT Core has no QoS 2.
  public static final int QOS_NOT_SUPPORTED = 0x9B;

  /// The local IoT Core has no shared subscriptions.
  public static final int SHARED_SUBSCRIPTIONS_NOT_SUPPORTED = 0x9E;

  /// IoT Core has no subscription identifiers.
  public static final int SUBSCRIPTION_IDENTIFIERS_NOT_SUPPORTED = 0xA1;

  private ReasonCode() {}
}
