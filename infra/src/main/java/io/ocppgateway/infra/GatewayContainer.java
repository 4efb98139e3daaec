package io.ocppgateway.infra;

import static java.util.Map.entry;

import io.ocppgateway.infra.observability.Readings;
import io.ocppgateway.infra.settings.ChargePointSecurity;
import io.ocppgateway.infra.settings.ServiceSettings;
import io.ocppgateway.infra.settings.TlsEnd;
import io.ocppgateway.ocpp.environment.GatewayEnvironment;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Size;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.dynamodb.ITableV2;
import software.amazon.awscdk.services.ecr.assets.Platform;
import software.amazon.awscdk.services.ecs.AssetImageProps;
import software.amazon.awscdk.services.ecs.AwsLogDriverMode;
import software.amazon.awscdk.services.ecs.AwsLogDriverProps;
import software.amazon.awscdk.services.ecs.ContainerDefinitionOptions;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.HealthCheck;
import software.amazon.awscdk.services.ecs.LogDriver;
import software.amazon.awscdk.services.ecs.LogDrivers;
import software.amazon.awscdk.services.ecs.PortMapping;
import software.amazon.awscdk.services.ecs.Secret;
import software.amazon.awscdk.services.ecs.SystemControl;
import software.amazon.awscdk.services.ecs.Ulimit;
import software.amazon.awscdk.services.ecs.UlimitName;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.constructs.Construct;

/// The container of a gateway's task: its image, what it is told, and what it may use.
///
/// Its file system cannot be written to, its user is nobody. Secrets come to it from Secrets
/// Manager; none is in its definition.
final class GatewayContainer {

  /// Port of the WebSocket listener.
  static final int PORT = 8080;

  /// Port of the health check: apart, so that charge points cannot reach it.
  static final int HEALTH_PORT = 8081;

  static final String NAME = "gateway";

  /// AWS IoT's quotas for an account unless they are raised.
  private static final int THING_LOOKUPS_PER_SECOND = 350;

  private static final int CERTIFICATE_LOOKUPS_PER_SECOND = 10;

  private static final int MAX_OPEN_FILES = 1_048_576;

  /// Well under the 350 s after which a load balancer that ends TLS forgets a silent connection.
  private static final int PING_INTERVAL_SECONDS = 120;

  /// CloudWatch's own.
  private static final int METRICS_INTERVAL_SECONDS = 60;

  /// The most that Fargate allows between SIGTERM and SIGKILL; the gateway takes 110 at most.
  private static final int STOP_TIMEOUT_SECONDS = 120;

  private static final String NOBODY = "65534:65534";

  /// By its whole path: nobody says in which directory ECS looks for it.
  private static final String HEALTH_CHECK = "/gateway/healthcheck.sh";

  /// @param nameInMessages what it calls its stack in each message; empty for no name
  /// @param image directory with the gateway's Dockerfile
  /// @param chargePoints the table of registered charge points
  /// @param credentialPepper what their passwords are hashed with
  /// @param security how charge points prove who they are
  /// @param settings what tasks there are
  /// @param logs where it logs
  record Props(
      String nameInMessages,
      Path image,
      ITableV2 chargePoints,
      ISecret credentialPepper,
      ChargePointSecurity security,
      ServiceSettings settings,
      ILogGroup logs) {}

  private final Construct scope;
  private final Props props;

  /// @param scope in the stack that it is part of
  GatewayContainer(Construct scope, Props props) {
    this.scope = scope;
    this.props = props;
  }

  ContainerDefinitionOptions options() {
    return ContainerDefinitionOptions.builder()
        .containerName(NAME)
        .image(
            ContainerImage.fromAsset(
                props.image().toString(), AssetImageProps.builder().platform(platform()).build()))
        .environment(environment())
        .secrets(secrets())
        .portMappings(List.of(port(PORT), port(HEALTH_PORT)))
        .user(NOBODY)
        .readonlyRootFilesystem(true)
        .stopTimeout(Duration.seconds(STOP_TIMEOUT_SECONDS))
        .healthCheck(aliveness())
        .ulimits(List.of(openFiles()))
        .systemControls(systemControls())
        .logging(logging())
        .build();
  }

  private Platform platform() {
    return Platform.custom(props.settings().architecture().platform());
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put(GatewayEnvironment.PORT, Integer.toString(PORT));
    environment.put(GatewayEnvironment.HEALTH_PORT, Integer.toString(HEALTH_PORT));
    if (!props.nameInMessages().isEmpty()) {
      environment.put(GatewayEnvironment.STACK, props.nameInMessages());
    }
    environment.put(
        GatewayEnvironment.PING_INTERVAL_SECONDS, Integer.toString(PING_INTERVAL_SECONDS));
    environment.put(GatewayEnvironment.PROXY_PROTOCOL_FROM, Network.CIDR);
    environment.put(
        GatewayEnvironment.SECURITY_PROFILE, Integer.toString(props.security().profile().number()));
    environment.put(GatewayEnvironment.TLS_ENDS_AT, props.security().tlsEnd().environmentName());
    if (props.security().tlsEnd() instanceof TlsEnd.Gateway gateway) {
      environment.putAll(certificates(gateway));
    }
    environment.put(
        GatewayEnvironment.CONNECTS_PER_SECOND, shareOf(props.settings().connectsPerSecond()));
    environment.put(GatewayEnvironment.THING_LOOKUPS_PER_SECOND, shareOf(THING_LOOKUPS_PER_SECOND));
    environment.put(
        GatewayEnvironment.CERTIFICATE_LOOKUPS_PER_SECOND, shareOf(CERTIFICATE_LOOKUPS_PER_SECOND));
    environment.put(GatewayEnvironment.CHARGE_POINTS_TABLE, props.chargePoints().getTableName());
    environment.put(
        GatewayEnvironment.METRICS_INTERVAL_SECONDS, Integer.toString(METRICS_INTERVAL_SECONDS));
    environment.put(
        GatewayEnvironment.METRICS_DIMENSIONS,
        Readings.STACK_DIMENSION + "=" + Stack.of(scope).getStackName());
    return environment;
  }

  /// Where the gateway finds them.
  private static Map<String, String> certificates(TlsEnd.Gateway gateway) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put(GatewayEnvironment.TLS_CERTIFICATES_ARN, gateway.certificateSecretArn());
    if (gateway.clients()
        instanceof TlsEnd.ClientTrust.Issued(String secretArn, String organization)) {
      environment.put(GatewayEnvironment.CLIENT_CA_ARN, secretArn);
      environment.put(GatewayEnvironment.CLIENT_ORGANIZATION, organization);
    }
    return environment;
  }

  /// Of as many tasks as there may be: together they never send more than the quota, and a fleet is
  /// back in the same time with few tasks as with all. While a deployment runs there are more tasks
  /// than shares; what AWS IoT refuses then is tried again.
  private String shareOf(int quota) {
    return Integer.toString(Math.max(1, quota / props.settings().maxTasks()));
  }

  /// What ECS reads when it starts a task. Certificates are not among it: they change, and the
  /// gateway reads them itself.
  private Map<String, Secret> secrets() {
    return InOrder.of(
        entry(
            GatewayEnvironment.CREDENTIAL_PEPPER,
            Secret.fromSecretsManager(props.credentialPepper())));
  }

  /// Replaces a task whose process is stuck, and for nothing else: what it costs are all its
  /// connections.
  private static HealthCheck aliveness() {
    return HealthCheck.builder()
        .command(List.of("CMD", "bash", HEALTH_CHECK))
        .interval(Duration.seconds(30))
        .timeout(Duration.seconds(5))
        .retries(3)
        .startPeriod(Duration.seconds(30))
        .build();
  }

  private static PortMapping port(int port) {
    return PortMapping.builder().containerPort(port).build();
  }

  /// Two sockets for each charge point.
  private static Ulimit openFiles() {
    return Ulimit.builder()
        .name(UlimitName.NOFILE)
        .softLimit(MAX_OPEN_FILES)
        .hardLimit(MAX_OPEN_FILES)
        .build();
  }

  private static List<SystemControl> systemControls() {
    return List.of(
        // Each charge point has a connection to the broker, and the default range ends them at
        // 28,000. It begins above the gateway's own ports.
        control("net.ipv4.ip_local_port_range", "10240 65535"),
        // Before NAT gateways and load balancers forget a silent connection, after 350 s.
        control("net.ipv4.tcp_keepalive_time", "200"),
        control("net.ipv4.tcp_keepalive_intvl", "30"),
        control("net.ipv4.tcp_keepalive_probes", "4"));
  }

  private static SystemControl control(String namespace, String value) {
    return SystemControl.builder().namespace(namespace).value(value).build();
  }

  private LogDriver logging() {
    return LogDrivers.awsLogs(
        AwsLogDriverProps.builder()
            .logGroup(props.logs())
            .streamPrefix(NAME)
            // Logs that do not get through are dropped: they must not hold up the charge points.
            .mode(AwsLogDriverMode.NON_BLOCKING)
            .maxBufferSize(Size.mebibytes(8))
            .build());
  }
}
