package io.ocppgateway.infra;

import static java.util.Map.entry;

import io.ocppgateway.infra.settings.ChargePointSecurity;
import io.ocppgateway.ocpp.environment.GatewayEnvironment;
import io.ocppgateway.ocpp.topic.Topics;
import java.nio.file.Path;
import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Size;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.dynamodb.ITableV2;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ecr.assets.Platform;
import software.amazon.awscdk.services.ecs.AssetImageProps;
import software.amazon.awscdk.services.ecs.AvailabilityZoneRebalancing;
import software.amazon.awscdk.services.ecs.AwsLogDriverMode;
import software.amazon.awscdk.services.ecs.AwsLogDriverProps;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.ContainerDefinitionOptions;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.ContainerInsights;
import software.amazon.awscdk.services.ecs.CpuArchitecture;
import software.amazon.awscdk.services.ecs.DeploymentCircuitBreaker;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.ecs.HealthCheck;
import software.amazon.awscdk.services.ecs.LogDriver;
import software.amazon.awscdk.services.ecs.LogDrivers;
import software.amazon.awscdk.services.ecs.OperatingSystemFamily;
import software.amazon.awscdk.services.ecs.PortMapping;
import software.amazon.awscdk.services.ecs.RuntimePlatform;
import software.amazon.awscdk.services.ecs.Secret;
import software.amazon.awscdk.services.ecs.SystemControl;
import software.amazon.awscdk.services.ecs.Ulimit;
import software.amazon.awscdk.services.ecs.UlimitName;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.constructs.Construct;

/// The gateway: at least two tasks on Fargate, in private subnets, reached through the load
/// balancer only.
///
/// A task signs what it asks AWS with its role; no key or certificate is deployed. The secret of
/// passwords comes to it from Secrets Manager. Where the broker is, it asks AWS IoT at start.
final class GatewayService extends Construct {

  /// Port of the WebSocket listener.
  static final int PORT = 8080;

  /// Port of the health check: apart, so that charge points cannot reach it.
  static final int HEALTH_PORT = 8081;

  static final String CONTAINER = "gateway";

  private static final int TASKS = 2;

  /// What an account may send AWS IoT Core in a second unless that is raised. Each task takes its
  /// share of it; while a deployment runs there are more tasks than shares, and what the broker
  /// refuses then is tried again.
  private static final int CONNECTS_PER_SECOND = 500;

  private static final int THING_LOOKUPS_PER_SECOND = 350;

  private static final int MAX_OPEN_FILES = 1_048_576;

  /// Well under the 350 s after which the load balancer forgets a silent connection.
  private static final int PING_INTERVAL_SECONDS = 120;

  /// CloudWatch's own.
  private static final int METRICS_INTERVAL_SECONDS = 60;

  /// The most that Fargate allows between SIGTERM and SIGKILL.
  private static final int STOP_TIMEOUT_SECONDS = 120;

  /// @param vpc where the tasks run
  /// @param image directory with the gateway's Dockerfile
  /// @param chargePoints the table of registered charge points
  /// @param credentialPepper what their passwords are hashed with
  /// @param security how charge points prove who they are
  record Props(
      IVpc vpc,
      Path image,
      ITableV2 chargePoints,
      ISecret credentialPepper,
      ChargePointSecurity security) {}

  private final SecurityGroup securityGroup;
  private final LogGroup logs;
  private final FargateService service;

  GatewayService(Construct scope, String id, Props props) {
    super(scope, id);
    this.securityGroup =
        SecurityGroup.Builder.create(this, "SecurityGroup")
            .vpc(props.vpc())
            .description("Tasks of the OCPP gateway")
            .allowAllOutbound(false)
            .build();
    securityGroup.addEgressRule(Peer.anyIpv4(), Port.tcp(443), "AWS services");
    this.logs =
        LogGroup.Builder.create(this, "Logs")
            .retention(RetentionDays.ONE_MONTH)
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    FargateTaskDefinition task = taskDefinition(props);
    grantConnecting(task.getTaskRole(), props.chargePoints());
    this.service = service(props.vpc(), task);
  }

  SecurityGroup securityGroup() {
    return securityGroup;
  }

  FargateService service() {
    return service;
  }

  /// Where the tasks log.
  LogGroup logs() {
    return logs;
  }

  private FargateTaskDefinition taskDefinition(Props props) {
    FargateTaskDefinition task =
        FargateTaskDefinition.Builder.create(this, "Task")
            .cpu(1024)
            .memoryLimitMiB(2048)
            .runtimePlatform(
                RuntimePlatform.builder()
                    .cpuArchitecture(CpuArchitecture.ARM64)
                    .operatingSystemFamily(OperatingSystemFamily.LINUX)
                    .build())
            .build();
    task.addContainer(
        CONTAINER,
        ContainerDefinitionOptions.builder()
            .image(
                ContainerImage.fromAsset(
                    props.image().toString(),
                    AssetImageProps.builder().platform(Platform.LINUX_ARM64).build()))
            .environment(
                InOrder.of(
                    entry(GatewayEnvironment.PORT, Integer.toString(PORT)),
                    entry(GatewayEnvironment.HEALTH_PORT, Integer.toString(HEALTH_PORT)),
                    entry(
                        GatewayEnvironment.PING_INTERVAL_SECONDS,
                        Integer.toString(PING_INTERVAL_SECONDS)),
                    entry(GatewayEnvironment.PROXY_PROTOCOL_FROM, Network.CIDR),
                    entry(
                        GatewayEnvironment.SECURITY_PROFILE,
                        Integer.toString(props.security().profile().number())),
                    entry(
                        GatewayEnvironment.TLS_ENDS_AT,
                        props.security().tlsEnd().environmentName()),
                    entry(
                        GatewayEnvironment.CONNECTS_PER_SECOND,
                        Integer.toString(CONNECTS_PER_SECOND / TASKS)),
                    entry(
                        GatewayEnvironment.THING_LOOKUPS_PER_SECOND,
                        Integer.toString(THING_LOOKUPS_PER_SECOND / TASKS)),
                    entry(
                        GatewayEnvironment.CHARGE_POINTS_TABLE,
                        props.chargePoints().getTableName()),
                    entry(
                        GatewayEnvironment.METRICS_INTERVAL_SECONDS,
                        Integer.toString(METRICS_INTERVAL_SECONDS)),
                    // Two stacks of one account can be told apart.
                    entry(
                        GatewayEnvironment.METRICS_DIMENSIONS,
                        "Stack=" + Stack.of(this).getStackName())))
            .secrets(
                InOrder.of(
                    entry(
                        GatewayEnvironment.CREDENTIAL_PEPPER,
                        Secret.fromSecretsManager(props.credentialPepper()))))
            .portMappings(List.of(port(PORT), port(HEALTH_PORT)))
            // Whoever got in could leave nothing behind; the gateway writes no file.
            .readonlyRootFilesystem(true)
            .stopTimeout(Duration.seconds(STOP_TIMEOUT_SECONDS))
            .healthCheck(aliveness())
            .ulimits(List.of(openFiles()))
            .systemControls(List.of(localPorts()))
            .logging(logging())
            .build());
    return task;
  }

  /// Replaces a task whose process is stuck, and for nothing else: what it costs are all its
  /// connections.
  private static HealthCheck aliveness() {
    return HealthCheck.builder()
        .command(List.of("CMD", "bash", "healthcheck.sh"))
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

  /// Each charge point has a connection to the broker, and the default range ends them at 28,000.
  /// It begins above the gateway's own ports.
  private static SystemControl localPorts() {
    return SystemControl.builder()
        .namespace("net.ipv4.ip_local_port_range")
        .value("10240 65535")
        .build();
  }

  private LogDriver logging() {
    return LogDrivers.awsLogs(
        AwsLogDriverProps.builder()
            .logGroup(logs)
            .streamPrefix(CONTAINER)
            // Logs that do not get through are dropped: they must not hold up the charge points.
            .mode(AwsLogDriverMode.NON_BLOCKING)
            .maxBufferSize(Size.mebibytes(8))
            .build());
  }

  /// The gateway connects as every charge point, publishes what they send and what became of
  /// commands, and receives what is sent to them: nothing more.
  private void grantConnecting(IRole role, ITableV2 chargePoints) {
    IotCore iot = new IotCore(this);
    iot.grantDescribeEndpoint(role);
    iot.grantDescribeThing(role);
    iot.grantDescribeCertificates(role);
    iot.grantConnect(role);
    iot.grantPublish(role, Topics.ALL_IN);
    iot.grantPublish(role, Topics.ALL_UNDELIVERED);
    iot.grantSubscribe(role, Topics.ALL_OUT);
    chargePoints.grant(role, "dynamodb:GetItem");
  }

  private FargateService service(IVpc vpc, FargateTaskDefinition task) {
    return FargateService.Builder.create(this, "Service")
        .cluster(
            Cluster.Builder.create(this, "Cluster")
                .vpc(vpc)
                .containerInsightsV2(ContainerInsights.ENABLED)
                .build())
        .taskDefinition(task)
        .vpcSubnets(SubnetSelection.builder().subnetType(SubnetType.PRIVATE_WITH_EGRESS).build())
        .securityGroups(List.of(securityGroup))
        .assignPublicIp(false)
        .desiredCount(TASKS)
        // A new task serves before an old one is stopped, and a version that does not start is
        // undone.
        .minHealthyPercent(100)
        .maxHealthyPercent(200)
        .circuitBreaker(DeploymentCircuitBreaker.builder().enable(true).rollback(true).build())
        .healthCheckGracePeriod(Duration.seconds(60))
        // It would stop tasks, and cut their charge points off, to even the zones out.
        .availabilityZoneRebalancing(AvailabilityZoneRebalancing.DISABLED)
        .build();
  }
}
