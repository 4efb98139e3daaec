package io.ocppgateway.ocpp.environment;

/// Environment variables of the Lambdas.
public final class LambdaEnvironment {

  /// Seconds between Heartbeats that an accepted BootNotification asks for.
  public static final String HEARTBEAT_INTERVAL_SECONDS = "HEARTBEAT_INTERVAL_SECONDS";

  /// Name of the table of answers already given, whose key is `messageKey`; `expiresAt` is its TTL.
  public static final String PROCESSED_MESSAGES_TABLE = "PROCESSED_MESSAGES_TABLE";

  /// Name of the table of presence, whose key is `chargePointId`; `expiresAt` is its TTL.
  public static final String PRESENCE_TABLE = "PRESENCE_TABLE";

  /// `LENIENT` or `STRICT`: whether a CALL that does not conform to its schema is answered all the
  /// same, or refused with a CALLERROR. Not set: lenient.
  public static final String VALIDATION = "VALIDATION";

  private LambdaEnvironment() {}
}
