package io.ocppgateway.ocpp.environment;

/// Environment variables of the gateway.
public final class GatewayEnvironment {

  /// TCP port of the WebSocket listener.
  public static final String PORT = "PORT";

  /// TCP port of the health check.
  public static final String HEALTH_PORT = "HEALTH_PORT";

  /// The broker: `wss://host/mqtt` (signed with SigV4), `ws://` (the same without TLS), `mqtts://`
  /// or `mqtt://`. Not set: the account's AWS IoT endpoint, asked for at start, over `wss`.
  public static final String BROKER_URL = "BROKER_URL";

  /// PEM file of the client certificate for `mqtts://`.
  public static final String BROKER_CERTIFICATE_FILE = "BROKER_CERTIFICATE_FILE";

  /// PEM file of the client certificate's private key (PKCS #8) for `mqtts://`.
  public static final String BROKER_KEY_FILE = "BROKER_KEY_FILE";

  /// PEM file of the authorities that the broker's certificate must lead to. Not set: the JDK's.
  public static final String BROKER_CA_FILE = "BROKER_CA_FILE";

  /// Name of the table of charge points, whose key is `chargePointId`.
  public static final String CHARGE_POINTS_TABLE = "CHARGE_POINTS_TABLE";

  /// Seconds of silence after which a charge point is pinged.
  public static final String PING_INTERVAL_SECONDS = "PING_INTERVAL_SECONDS";

  /// Seconds for which a charge point that was found registered is not looked up again, 0 to always
  /// look. Also how long one that is disabled can still connect.
  public static final String REGISTRY_CACHE_SECONDS = "REGISTRY_CACHE_SECONDS";

  /// The AWS region: where the table and the things are, and for which requests are signed. AWS
  /// sets it in every container.
  public static final String AWS_REGION = "AWS_REGION";

  /// How log lines are written: `json` (default) or `text`.
  public static final String LOG_FORMAT = "LOG_FORMAT";

  /// The least level that is logged: `ERROR`, `WARN`, `INFO` (default), `DEBUG` or `TRACE`. Only
  /// `TRACE` shows frames.
  public static final String LOG_LEVEL = "LOG_LEVEL";

  private GatewayEnvironment() {}
}
