package io.ocppgateway.local;

import io.ocppgateway.local.aws.PortTakenException;
import io.ocppgateway.local.gateway.GatewayTask;
import io.ocppgateway.local.gateway.Gateways;
import io.ocppgateway.local.gateway.TlsFiles;
import io.ocppgateway.local.process.FreePort;
import io.ocppgateway.local.secrets.Secrets;
import io.ocppgateway.local.secrets.SecretsService;
import io.ocppgateway.local.template.CloudAssembly;
import io.ocppgateway.local.template.Template;
import io.ocppgateway.ocpp.environment.GatewayEnvironment;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The template's gateways on the port where charge points connect.
///
/// @param gateways none where the template has no task definition
/// @param tls that they end, null for none
record GatewayService(int port, Gateways gateways, @Nullable TlsFiles tls) {

  private static final int CONNECTS_PER_SECOND = 500;
  private static final int THING_LOOKUPS_PER_SECOND = 350;
  private static final int CERTIFICATE_LOOKUPS_PER_SECOND = 10;

  /// In the repository: the same secrets on every run, so that what `--data` keeps stays good.
  private static final String SECRETS_DIRECTORY = ".cpo/secrets";

  /// Certificates, where the template wants them and nobody says where they are.
  private static final String TLS_DIRECTORY = ".cpo/tls";

  private static final String PORT_OPTION = "--websocket-port";

  /// The port that the gateways will share.
  ///
  /// They share it with whoever else of this user listens on it, so that a second stack would go
  /// unnoticed: it must be free.
  ///
  /// @param wished 0 for any free one
  /// @throws PortTakenException if somebody listens there
  static int freePort(int wished) {
    if (wished == 0) {
      return FreePort.find();
    }
    FreePort.reasonTaken(wished)
        .ifPresent(reason -> {
          throw new PortTakenException(wished, "charge points", PORT_OPTION, reason);
        });
    return wished;
  }

  /// Starts the gateways and returns at once: [Gateways#awaitReady]. The secrets that they are
  /// given and those that they read are there for everybody from now on.
  ///
  /// @param started takes the gateways
  static GatewayService start(
      CloudAssembly assembly,
      Template template,
      Cloud cloud,
      int port,
      LocalStackOptions options,
      Started started) {
    GatewayTask task = GatewayTask.of(template, assembly, cloud.surroundings()).orElse(null);
    Path root = options.repositoryRoot();
    Secrets secrets = Secrets.of(template, cloud.surroundings(), root.resolve(SECRETS_DIRECTORY));
    Path tlsDirectory = options.tlsDirectory();
    TlsFiles tls = tlsDirectory == null ? null : TlsFiles.in(tlsDirectory);
    if (task != null && task.readsCertificates()) {
      tls = tls == null ? TlsFiles.in(root.resolve(TLS_DIRECTORY)) : tls;
      secrets = task.withCertificates(secrets, tls);
    }
    cloud.endpoint().register(new SecretsService(secrets));
    Gateways gateways =
        task == null
            ? Gateways.none()
            : Gateways.start(
                task,
                options.gateways(),
                environment(task, cloud, secrets, port, options, tls),
                options.logDirectory(),
                options.progress());
    return new GatewayService(port, started.add(gateways), tls);
  }

  /// What a task has from its surroundings in AWS, and what differs here.
  private static Map<String, String> environment(
      GatewayTask task,
      Cloud cloud,
      Secrets secrets,
      int port,
      LocalStackOptions options,
      @Nullable TlsFiles tls) {
    task.roles().requireStart(cloud.access(), task.startCalls());
    Map<String, String> environment = new HashMap<>(task.roles().keys(cloud.principals()));
    task.secrets()
        .forEach((variable, arn) ->
            environment.put(variable, secrets.value(arn, task.logicalId() + "." + variable)));
    environment.put(GatewayEnvironment.PORT, String.valueOf(port));
    environment.put(
        GatewayEnvironment.BROKER_URL,
        "ws://%s:%d/mqtt".formatted(Cloud.HOST, cloud.iot().webSocketPort()));
    environment.put("AWS_ENDPOINT_URL", cloud.url().toString());
    environment.put("AWS_REGION", cloud.surroundings().region());
    environment.put(GatewayEnvironment.LOG_FORMAT, "text");
    // Nobody here takes metrics out of a log.
    environment.put(GatewayEnvironment.METRICS_INTERVAL_SECONDS, "0");
    // No load balancer stands here, and a charge point may have an address like AWS's own.
    environment.put(GatewayEnvironment.PROXY_PROTOCOL_FROM, "");
    // All charge points of this machine share its address.
    environment.put(GatewayEnvironment.CONNECTIONS_PER_ADDRESS, "0");
    environment.put(GatewayEnvironment.REFUSALS_PER_ADDRESS_PER_MINUTE, "0");
    // The account's, whatever number of gateways the template counts on.
    Map.of(
            GatewayEnvironment.CONNECTS_PER_SECOND, CONNECTS_PER_SECOND,
            GatewayEnvironment.THING_LOOKUPS_PER_SECOND, THING_LOOKUPS_PER_SECOND,
            GatewayEnvironment.CERTIFICATE_LOOKUPS_PER_SECOND, CERTIFICATE_LOOKUPS_PER_SECOND)
        .forEach((variable, quota) ->
            environment.put(variable, String.valueOf(Math.max(1, quota / options.gateways()))));
    // Whoever stops the stack does not wait for its charge points.
    environment.put(GatewayEnvironment.DRAIN_SECONDS, "1");
    environment.put(GatewayEnvironment.DRAIN_NOTICE_SECONDS, "0");
    if (tls != null && !task.readsCertificates()) {
      environment.putAll(variables(tls));
    }
    return environment;
  }

  private static Map<String, String> variables(TlsFiles files) {
    return Map.of(
        GatewayEnvironment.TLS_ENDS_AT,
        "GATEWAY",
        GatewayEnvironment.TLS_ECDSA_CERTIFICATE_FILE,
        files.certificate("ecdsa").toString(),
        GatewayEnvironment.TLS_ECDSA_KEY_FILE,
        files.key("ecdsa").toString(),
        GatewayEnvironment.TLS_RSA_CERTIFICATE_FILE,
        files.certificate("rsa").toString(),
        GatewayEnvironment.TLS_RSA_KEY_FILE,
        files.key("rsa").toString());
  }
}
