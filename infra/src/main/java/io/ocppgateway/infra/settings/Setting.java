package io.ocppgateway.infra.settings;

/// What can be set in the CDK context, with `-c key=value` or in `cdk.json`: as the README's table
/// tells it, which a test compares.
public enum Setting {
  /// Names the stack.
  STACK_NAME(
      "stackName",
      "AwsOcppGatewayStack",
      "Name of the stack in CloudFormation. Stacks of other names can stand beside the first in an"
          + " account and region, where each answers the charge points of [its own"
          + " gateway](docs/infrastructure.md#several-stacks-in-one-account-and-region); their"
          + " heartbeat tables have names of CloudFormation's."),
  /// Tells charge points how often to beat.
  HEARTBEAT_INTERVAL(
      "heartbeatInterval",
      "300",
      "Seconds between Heartbeats, told to charge points when they boot; 1 to 86400."),
  /// Decides on messages that break their schema.
  VALIDATION(
      "validation",
      "LENIENT",
      "What becomes of a message that breaks its OCPP schema: `LENIENT` answers it as well as can be"
          + " and logs the fault, `STRICT` refuses it with a CALLERROR."),
  /// Records Heartbeats.
  HEARTBEAT_RECORDS(
      "heartbeatRecords",
      "true",
      "Whether a rule writes the time of each charge point's last Heartbeat into the table"
          + " `chargePointHeartbeat`; AWS IoT meters the rule for every frame."),
  /// Has functions log more.
  FUNCTION_LOG_LEVEL(
      "functionLogLevel",
      "INFO",
      "What functions log: `INFO` what went wrong and what happens seldom, `DEBUG` a line of each CALL"
          + " as well."),
  /// Bounds functions.
  FUNCTION_CONCURRENCY(
      "functionConcurrency",
      "none",
      "Invocations of each function that may run at once, 1 to 1000; they are then reserved for it out"
          + " of the account's, for three functions three times as many, and for each of your own."
          + " None: as many as the account has left."),
  /// Names the gateway.
  DOMAIN_NAME(
      "domainName",
      "none",
      "A domain with a hosted zone in Route 53: charge points then connect to"
          + " `wss://gateway.<domainName>`, else to the load balancer's name over `ws://`."),
  /// Where that name is kept.
  HOSTED_ZONE_ID(
      "hostedZoneId",
      "looked up",
      "Id of that zone. Without it the CDK looks the zone up, for which `CDK_DEPLOY_ACCOUNT` and"
          + " `CDK_DEPLOY_REGION` must be set."),
  /// Where TLS ends.
  TLS(
      "tls",
      "NLB with a domain, else NONE",
      "Where TLS ends: `NLB` at the load balancer, with a certificate that AWS makes and renews;"
          + " `GATEWAY` at the gateway, with yours, for security profile 3 and for large fleets (a TLS"
          + " listener costs by the 3,000 connections, another by the 100,000); `NONE`: `ws://`."),
  /// The server's certificate.
  CERTIFICATE_SECRET_ARN(
      "certificateSecretArn",
      "none",
      "For `tls=GATEWAY`: whole ARN of a secret in Secrets Manager, encrypted with the key"
          + " `aws/secretsmanager`, whose JSON holds the server's certificates and keys in PEM:"
          + " `ecdsaCertificate`, `ecdsaKey`, `rsaCertificate`, `rsaKey`: both kinds, as OCPP wants"
          + " it, or one. A new version takes effect within a minute."),
  /// Who issues certificates to charge points.
  CLIENT_AUTHORITIES_SECRET_ARN(
      "clientAuthoritiesSecretArn",
      "none",
      "For `tls=GATEWAY`: whole ARN of a secret whose text are the certificates, in PEM, of the"
          + " authorities that issue charge points' certificates. None: those are registered in AWS"
          + " IoT, one by one."),
  /// Whom those certificates name.
  CLIENT_ORGANIZATION(
      "clientOrganization",
      "none",
      "The organization (O) that certificates of those authorities have to name: yours."),
  /// How charge points prove who they are.
  SECURITY_PROFILE(
      "securityProfile",
      "2 with TLS, 1 with a domain and without TLS, else 0",
      "OCPP's security profile, of charge points whose item names none and the least that one may"
          + " name: 0 lets in who knows an identity, 1 asks for a password over `ws://`, 2 over"
          + " `wss://`, 3 for a client certificate, with `tls=GATEWAY`."),
  /// How tasks reach AWS.
  EGRESS(
      "egress",
      "NAT",
      "How tasks reach AWS: `NAT` from private subnets through a NAT gateway in each zone;"
          + " `PUBLIC_IP` with an address for each task, the cheapest; `VPC_ENDPOINTS` without any"
          + " internet. Whichever it is, they are reached through the load balancer only."),
  /// Records rejected traffic.
  FLOW_LOGS(
      "flowLogs", "true", "Whether traffic that the network rejects is recorded in a log group."),
  /// What processors tasks run on.
  ARCHITECTURE(
      "architecture",
      "ARM64",
      "Processors of the tasks: `ARM64` or `X86_64`. The image is built for them where it is"
          + " deployed from."),
  /// Processor of a task.
  TASK_CPU(
      "taskCpu",
      "256",
      "CPU units of a task, 1024 of which are one vCPU: 256, 512, 1024, 2048, 4096, 8192 or 16384. They"
          + " decide how soon a fleet is back after an outage."),
  /// Memory of a task.
  TASK_MEMORY(
      "taskMemory",
      "the least beside `taskCpu`",
      "Memory of a task in MiB, such as Fargate has beside its CPU units: 512 to 2048 with 256, 2048 to"
          + " 8192 with 1024."),
  /// How many tasks there are at least.
  MIN_TASKS("minTasks", "2", "Tasks that there are at least, 2 to 1000."),
  /// How many tasks there are at most.
  MAX_TASKS(
      "maxTasks",
      "10",
      "Tasks that there are at most, `minTasks` to 1000. Each takes such a part of"
          + " `connectsPerSecond`."),
  /// How many charge points a task is for.
  CONNECTIONS_PER_TASK(
      "connectionsPerTask",
      "5000",
      "Charge points for which a task is planned, 1 to 55000: with more on average there are more"
          + " tasks. When a zone is lost, a task has twice as many."),
  /// The account's quota of CONNECTs.
  CONNECTS_PER_SECOND(
      "connectsPerSecond",
      "500",
      "MQTT CONNECTs a second that AWS IoT Core takes of the account, for this stack's part: raise it"
          + " with the quota. It is what a fleet's return after an outage takes."),
  /// What becomes of data.
  RETAIN_DATA(
      "retainData",
      "false",
      "Whether the table of charge points and the secret of their passwords outlive the stack; what"
          + " the next messages bring again goes with it. With `false`, `cdk destroy` leaves no table, no"
          + " secret and no log; [what AWS keeps for a"
          + " while](docs/deploy.md#6-take-it-away-again)."),
  /// How long logs are kept.
  LOG_RETENTION_DAYS(
      "logRetentionDays",
      "30",
      "Days for which logs are kept: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731,"
          + " 1096, 1827, 2192, 2557, 2922, 3288 or 3653."),
  /// Who hears of alarms.
  ALARM_EMAIL(
      "alarmEmail",
      "none",
      "Address to which alarms are sent, once its owner has confirmed the mail that asks for it.");

  private final String key;
  private final String standard;
  private final String meaning;

  Setting(String key, String standard, String meaning) {
    this.key = key;
    this.standard = standard;
    this.meaning = meaning;
  }

  /// Its name in the context.
  public String key() {
    return key;
  }

  /// Its value where none is set; in words where that is no value.
  public String standard() {
    return standard;
  }

  /// What it does, and what is allowed.
  public String meaning() {
    return meaning;
  }
}
