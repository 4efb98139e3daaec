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

  /// What the gateway's messages are told by from those of others at the same broker: the value of
  /// their user property `stack`, up to 128 letters, digits and hyphens. Not set: they have none.
  public static final String STACK = "STACK";

  /// Name of the table of charge points, whose key is `chargePointId`.
  public static final String CHARGE_POINTS_TABLE = "CHARGE_POINTS_TABLE";

  /// Seconds of silence after which a charge point is pinged; after three times as many it is given
  /// up.
  public static final String PING_INTERVAL_SECONDS = "PING_INTERVAL_SECONDS";

  /// Seconds in which a connection has to bring its whole request head.
  public static final String REQUEST_TIMEOUT_SECONDS = "REQUEST_TIMEOUT_SECONDS";

  /// The longest request line that is read.
  public static final String MAX_REQUEST_LINE_BYTES = "MAX_REQUEST_LINE_BYTES";

  /// The most bytes of request headers that are read.
  public static final String MAX_HEADER_BYTES = "MAX_HEADER_BYTES";

  /// `REFUSE` (status 400) or `CLOSE` (upgrade, then close code 1002) a charge point that speaks no
  /// version in common with the gateway.
  public static final String SUBPROTOCOL_MISMATCH = "SUBPROTOCOL_MISMATCH";

  /// What a charge point speaks that offers no subprotocol, for example `ocpp1.6`. Not set: it is
  /// refused, unless its item in the table of charge points has an `assumedSubprotocol`.
  public static final String ASSUMED_SUBPROTOCOL = "ASSUMED_SUBPROTOCOL";

  /// `true` lets the user name of HTTP Basic stand in for an identity that the path lacks.
  public static final String IDENTITY_FROM_USER_NAME = "IDENTITY_FROM_USER_NAME";

  /// `false` agrees to no compression of messages.
  public static final String COMPRESSION = "COMPRESSION";

  /// The longest message in bytes that is read, decompressed and put together; a longer one closes
  /// the connection with 1009. What the broker does not take is answered with a CALLERROR.
  public static final String MAX_MESSAGE_BYTES = "MAX_MESSAGE_BYTES";

  /// Seconds in which a message has to come to its end that does not come at once (default 60);
  /// otherwise the connection is closed with 1008.
  public static final String MESSAGE_TIMEOUT_SECONDS = "MESSAGE_TIMEOUT_SECONDS";

  /// What charge points have sent of messages that are not whole yet, in bytes for all of them
  /// together; beyond it whoever sends more than 16 KiB of one is closed with 1013. Not set: an
  /// eighth of the memory for buffers.
  public static final String MAX_UNFINISHED_BYTES = "MAX_UNFINISHED_BYTES";

  /// Messages a second of one charge point beyond which it is read more slowly, 0 for any number.
  public static final String MESSAGES_PER_SECOND = "MESSAGES_PER_SECOND";

  /// Connections from one source address beyond which more get status 429, 0 for any number.
  public static final String CONNECTIONS_PER_ADDRESS = "CONNECTIONS_PER_ADDRESS";

  /// Attempts from one source address that may be refused in a minute; beyond that all get status
  /// 429 for a while. 0 for any number.
  public static final String REFUSALS_PER_ADDRESS_PER_MINUTE = "REFUSALS_PER_ADDRESS_PER_MINUTE";

  /// Networks in CIDR notation, separated by commas, whose connections begin with a PROXY header of
  /// version 2. Not set: nobody's do.
  public static final String PROXY_PROTOCOL_FROM = "PROXY_PROTOCOL_FROM";

  /// OCPP's number of the security profile, 0 to 3, of charge points whose item names none; also
  /// the least that an item may name. Not set: 1, or 2 where there is TLS. Only `0` lets charge
  /// points in without a password.
  public static final String SECURITY_PROFILE = "SECURITY_PROFILE";

  /// `LOAD_BALANCER` if charge points come by `wss://`, whose TLS ends before the gateway;
  /// `GATEWAY` if it ends here. Not set: `NOWHERE`, they come by `ws://`.
  public static final String TLS_ENDS_AT = "TLS_ENDS_AT";

  /// PEM file of the RSA server certificate with its chain, where TLS ends here. It is looked at
  /// every few seconds, as all of these files are, and takes effect without a restart.
  public static final String TLS_RSA_CERTIFICATE_FILE = "TLS_RSA_CERTIFICATE_FILE";

  /// PEM file of the RSA server certificate's private key (PKCS #8).
  public static final String TLS_RSA_KEY_FILE = "TLS_RSA_KEY_FILE";

  /// PEM file of the ECDSA server certificate with its chain, where TLS ends here.
  public static final String TLS_ECDSA_CERTIFICATE_FILE = "TLS_ECDSA_CERTIFICATE_FILE";

  /// PEM file of the ECDSA server certificate's private key (PKCS #8).
  public static final String TLS_ECDSA_KEY_FILE = "TLS_ECDSA_KEY_FILE";

  /// ARN of a secret in AWS Secrets Manager, instead of those files: a JSON object whose fields
  /// `ecdsaCertificate`, `ecdsaKey`, `rsaCertificate` and `rsaKey`, both kinds or one, are the same
  /// texts. It is read at the start and every minute, and takes effect without a restart.
  public static final String TLS_CERTIFICATES_ARN = "TLS_CERTIFICATES_ARN";

  /// PEM file of the authorities that may issue client certificates, where TLS ends here, and of
  /// lists of those that they have revoked (X509 CRL). Not set: a client certificate has to be
  /// registered for its charge point.
  public static final String CLIENT_CA_FILE = "CLIENT_CA_FILE";

  /// ARN of a secret in AWS Secrets Manager that holds the same text, instead of the file. It is
  /// read as often as the certificates are.
  public static final String CLIENT_CA_ARN = "CLIENT_CA_ARN";

  /// The organization (O) that certificates of those authorities have to name: the operator's.
  public static final String CLIENT_ORGANIZATION = "CLIENT_ORGANIZATION";

  /// The secret that passwords are hashed with, at least 32 bytes. To be set from a store of
  /// secrets, never written down beside other variables.
  public static final String CREDENTIAL_PEPPER = "CREDENTIAL_PEPPER";

  /// A file that holds the secret, instead of `CREDENTIAL_PEPPER`.
  public static final String CREDENTIAL_PEPPER_FILE = "CREDENTIAL_PEPPER_FILE";

  /// `CLOSE` (upgrade, then close code 1008) or `REFUSE` (status 404) a charge point that nobody
  /// knows. Not set: `CLOSE`.
  public static final String UNREGISTERED = "UNREGISTERED";

  /// Seconds for which a charge point that was found registered is not looked up again, at most 60,
  /// 0 to always look. Also how long one that is disabled, or whose password has changed, can still
  /// connect as before and stay connected by that.
  public static final String REGISTRY_CACHE_SECONDS = "REGISTRY_CACHE_SECONDS";

  /// CONNECTs that this gateway sends the broker in a second: the account's quota divided by the
  /// number of gateways (default 250, half of AWS IoT Core's 500; 0 for any number).
  public static final String CONNECTS_PER_SECOND = "CONNECTS_PER_SECOND";

  /// How many charge points may wait for their CONNECT (default: 20 s' worth of
  /// `CONNECTS_PER_SECOND`); more get status 503, after up to 20 s.
  public static final String MAX_WAITING_HANDSHAKES = "MAX_WAITING_HANDSHAKES";

  /// Things that this gateway looks up in the AWS IoT registry in a second: the account's quota
  /// divided by the number of gateways (default 175, half of 350; 0 for any number).
  public static final String THING_LOOKUPS_PER_SECOND = "THING_LOOKUPS_PER_SECOND";

  /// Certificates of charge points that this gateway looks up in AWS IoT in a second: the account's
  /// quota divided by the number of gateways (default 5, half of 10; 0 for any number).
  public static final String CERTIFICATE_LOOKUPS_PER_SECOND = "CERTIFICATE_LOOKUPS_PER_SECOND";

  /// How many commands may wait for one charge point while another is in flight (default 20); more
  /// are undelivered with `QUEUE_FULL`.
  public static final String MAX_WAITING_COMMANDS = "MAX_WAITING_COMMANDS";

  /// Seconds within which a charge point has to answer a command (default 30), which is undelivered
  /// with `TIMEOUT` otherwise.
  public static final String COMMAND_TIMEOUT_SECONDS = "COMMAND_TIMEOUT_SECONDS";

  /// Commands in a row that a charge point may leave without any answer (default 0, any number); at
  /// the last one it is closed with 1008, which heals some.
  public static final String MAX_UNANSWERED_COMMANDS = "MAX_UNANSWERED_COMMANDS";

  /// Seconds for which a charge point that has just connected is listened to and gets no command,
  /// unless its own first CALL is answered before (default 5; 0 for none). Some drop the connection
  /// otherwise.
  public static final String SETTLE_SECONDS = "SETTLE_SECONDS";

  /// Seconds for which a charge point may take nothing of what it is sent (default 120); then it is
  /// closed with 1008, and its commands are undelivered.
  public static final String NOT_READING_SECONDS = "NOT_READING_SECONDS";

  /// Messages in a row that are no OCPP frames (default 50, 0 for any number); one more closes the
  /// connection with 1008. Frames that are only too long do not count.
  public static final String MAX_INVALID_FRAMES = "MAX_INVALID_FRAMES";

  /// `true` refuses CALLs of charge points whose message id has more than the 36 characters that
  /// OCPP allows. Not set: up to 255 are taken.
  public static final String STRICT_MESSAGE_IDS = "STRICT_MESSAGE_IDS";

  /// Seconds for which a charge point that connects while the broker is out of reach is kept
  /// waiting (default 60); then it is closed with 1013. One that was connected before is kept.
  public static final String BROKER_PATIENCE_SECONDS = "BROKER_PATIENCE_SECONDS";

  /// Minutes after which a connection to the broker is made anew at a quiet moment (default 1380; 0
  /// for never): AWS IoT Core ends it after 24 hours.
  public static final String BROKER_RENEWAL_MINUTES = "BROKER_RENEWAL_MINUTES";

  /// `true` for a broker that ends the older connection of a client id without DISCONNECT 0x8E,
  /// such as mosquitto 2.0.11: a charge point whose link is cut three times in a row is taken for
  /// the one that has connected elsewhere, and closed with 1000. Not set: `false`, as AWS IoT Core
  /// says so.
  public static final String BROKER_SILENT_TAKEOVERS = "BROKER_SILENT_TAKEOVERS";

  /// What charge points have sent and the broker has not acknowledged, in bytes for all of them
  /// together; beyond it each is read no further once it has a little waiting of its own. Not set:
  /// a quarter of the memory for buffers.
  public static final String MAX_BACKLOG_BYTES = "MAX_BACKLOG_BYTES";

  /// Publishes of one charge point that the broker gets in any second at most (default 40), 0 for
  /// any number; the others wait, and it is read no further once its buffer is full. With what is
  /// published for the charge point it has to stay within AWS IoT Core's 100 for each connection.
  public static final String PUBLISHES_PER_SECOND = "PUBLISHES_PER_SECOND";

  /// Seconds that the gateway takes after SIGTERM to close its WebSockets one by one (default 90);
  /// it ends up to 20 s later, which has to be within the time until it is killed. 0 closes all at
  /// once.
  public static final String DRAIN_SECONDS = "DRAIN_SECONDS";

  /// Seconds of those during which charge points are still taken, until the load balancer has
  /// noticed that `/readyz` says no (default 5: ECS tells it before).
  public static final String DRAIN_NOTICE_SECONDS = "DRAIN_NOTICE_SECONDS";

  /// The AWS region: where the table and the things are, and for which requests are signed. AWS
  /// sets it in every container.
  public static final String AWS_REGION = "AWS_REGION";

  /// How log lines are written: `json` (default) or `text`.
  public static final String LOG_FORMAT = "LOG_FORMAT";

  /// The least level that is logged: `ERROR`, `WARN`, `INFO` (default), `DEBUG` or `TRACE`. Only
  /// `TRACE` shows frames.
  public static final String LOG_LEVEL = "LOG_LEVEL";

  /// Seconds between two lines of metrics in CloudWatch's embedded metric format on standard
  /// output, 0 (default) for none.
  public static final String METRICS_INTERVAL_SECONDS = "METRICS_INTERVAL_SECONDS";

  /// The namespace of those metrics in CloudWatch (default `OcppGateway`).
  public static final String METRICS_NAMESPACE = "METRICS_NAMESPACE";

  /// Dimensions of all those metrics, `Name=value` separated by commas. Not set: none.
  public static final String METRICS_DIMENSIONS = "METRICS_DIMENSIONS";

  private GatewayEnvironment() {}
}
