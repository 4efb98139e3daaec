package io.ocppgateway.infra;

import io.ocppgateway.infra.observability.Readings;
import io.ocppgateway.infra.settings.ChargePointSecurity;
import io.ocppgateway.infra.settings.ServiceSettings;
import io.ocppgateway.infra.settings.ServiceSettings.Architecture;
import io.ocppgateway.infra.settings.TlsEnd;
import io.ocppgateway.ocpp.topic.Topics;
import java.nio.file.Path;
import java.util.List;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.applicationautoscaling.EnableScalingProps;
import software.amazon.awscdk.services.dynamodb.ITableV2;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ecs.AvailabilityZoneRebalancing;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.ContainerInsights;
import software.amazon.awscdk.services.ecs.CpuArchitecture;
import software.amazon.awscdk.services.ecs.CpuUtilizationScalingProps;
import software.amazon.awscdk.services.ecs.DeploymentCircuitBreaker;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.ecs.OperatingSystemFamily;
import software.amazon.awscdk.services.ecs.RuntimePlatform;
import software.amazon.awscdk.services.ecs.ScalableTaskCount;
import software.amazon.awscdk.services.ecs.TrackCustomMetricProps;
import software.amazon.awscdk.services.iam.Grant;
import software.amazon.awscdk.services.iam.GrantOnPrincipalOptions;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.constructs.Construct;

/// The gateway: at least two tasks on Fargate, reached through the load balancer only, and more as
/// charge points come.
///
/// A task signs what it asks AWS with its role; no key or certificate is deployed. The secret of
/// passwords is given to it by ECS, and certificates, if it ends TLS, it reads itself. Where the
/// broker is, it asks AWS IoT at start.
final class GatewayService extends Construct {

  private static final int CPU_PERCENT = 60;

  /// New tasks take new charge points only, and need time to show in the metrics.
  private static final Duration SCALE_OUT_COOLDOWN = Duration.minutes(3);

  /// A task less are thousands of charge points that connect anew: never in haste.
  private static final Duration SCALE_IN_COOLDOWN = Duration.minutes(30);

  /// @param network where the tasks run
  /// @param nameInMessages what it calls its stack in each message; empty for no name
  /// @param image directory with the gateway's Dockerfile
  /// @param chargePoints the table of registered charge points
  /// @param credentialPepper what their passwords are hashed with
  /// @param security how charge points prove who they are
  /// @param settings what tasks there are
  /// @param logs how long logs are kept
  record Props(
      Network network,
      String nameInMessages,
      Path image,
      ITableV2 chargePoints,
      ISecret credentialPepper,
      ChargePointSecurity security,
      ServiceSettings settings,
      RetentionDays logs) {}

  private final String roleId;
  private final SecurityGroup securityGroup;
  private final LogGroup logs;
  private final FargateService service;

  GatewayService(Construct scope, String id, Props props) {
    super(scope, id);
    this.securityGroup =
        SecurityGroup.Builder.create(this, "SecurityGroup")
            .vpc(props.network().vpc())
            .description("Tasks of the OCPP gateway")
            .allowAllOutbound(false)
            .build();
    securityGroup.addEgressRule(Peer.anyIpv4(), Port.tcp(443), "AWS services");
    this.logs =
        LogGroup.Builder.create(this, "Logs")
            .retention(props.logs())
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    Role taskRole = role("TaskRole");
    this.roleId = taskRole.getRoleId();
    FargateTaskDefinition task = taskDefinition(props, taskRole);
    grantConnecting(taskRole, props.chargePoints());
    if (props.security().tlsEnd() instanceof TlsEnd.Gateway gateway) {
      grantReading(taskRole, gateway.secretArns());
    }
    this.service = service(cluster(props), props.network(), task);
    scale(props.settings());
  }

  /// Unique id of the role as which tasks connect to the broker.
  String roleId() {
    return roleId;
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

  private FargateTaskDefinition taskDefinition(Props props, Role taskRole) {
    ServiceSettings settings = props.settings();
    FargateTaskDefinition task =
        FargateTaskDefinition.Builder.create(this, "Task")
            .taskRole(taskRole)
            .executionRole(role("ExecutionRole"))
            .cpu(settings.taskSize().cpuUnits())
            .memoryLimitMiB(settings.taskSize().memoryMiB())
            .runtimePlatform(
                RuntimePlatform.builder()
                    .cpuArchitecture(architecture(settings.architecture()))
                    .operatingSystemFamily(OperatingSystemFamily.LINUX)
                    .build())
            .build();
    GatewayContainer container =
        new GatewayContainer(
            this,
            new GatewayContainer.Props(
                props.nameInMessages(),
                props.image(),
                props.chargePoints(),
                props.credentialPepper(),
                props.security(),
                settings,
                logs));
    task.addContainer(GatewayContainer.NAME, container.options());
    return task;
  }

  private Role role(String id) {
    String anythingOfEcs =
        Stack.of(this)
            .formatArn(
                ArnComponents.builder()
                    .service("ecs")
                    .resource("*")
                    .arnFormat(ArnFormat.NO_RESOURCE_NAME)
                    .build());
    return Role.Builder.create(this, id)
        .assumedBy(TrustedService.onBehalfOf("ecs-tasks.amazonaws.com", anythingOfEcs))
        .build();
  }

  private static CpuArchitecture architecture(Architecture architecture) {
    return switch (architecture) {
      case ARM64 -> CpuArchitecture.ARM64;
      case X86_64 -> CpuArchitecture.X86_64;
    };
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

  /// The gateway looks for new versions of its certificates as long as it runs.
  private static void grantReading(IRole role, List<String> secretArns) {
    Grant.addToPrincipal(
            GrantOnPrincipalOptions.builder()
                .grantee(role)
                .actions(List.of("secretsmanager:GetSecretValue"))
                .resourceArns(secretArns)
                .build())
        .assertSuccess();
  }

  private FargateService service(Cluster cluster, Network network, FargateTaskDefinition task) {
    FargateService fargate =
        FargateService.Builder.create(this, "Service")
            .cluster(cluster)
            .taskDefinition(task)
            .vpcSubnets(network.taskSubnets())
            .securityGroups(List.of(securityGroup))
            .assignPublicIp(network.hasPublicTasks())
            // No desired count: a deployment would set it back to that, against the scaling.
            // A new task serves before an old one is stopped, and a version that does not start is
            // undone.
            .minHealthyPercent(100)
            .maxHealthyPercent(200)
            .circuitBreaker(DeploymentCircuitBreaker.builder().enable(true).rollback(true).build())
            .healthCheckGracePeriod(Duration.seconds(60))
            // It would stop tasks, and cut their charge points off, to even the zones out.
            .availabilityZoneRebalancing(AvailabilityZoneRebalancing.DISABLED)
            .build();
    // Tasks start once there is a way out, and when all is destroyed, leave while there still is.
    fargate.getNode().addDependency(network.wayOut());
    // They start with what its policy says by then, of a new secret as well, and log until they are
    // gone.
    fargate.getNode().addDependency(task.obtainExecutionRole());
    return fargate;
  }

  /// A cluster whose name is known beforehand, so that what CloudWatch writes of it goes into a log
  /// group of the stack: otherwise CloudWatch makes one, which is kept for good. The name is never
  /// used again, lest a line that comes late stand in the way of the next stack of this name.
  private Cluster cluster(Props props) {
    String name = Aws.STACK_NAME + "-" + uniquePart(Aws.STACK_ID);
    LogGroup insights =
        LogGroup.Builder.create(this, "InsightsLogs")
            .logGroupName("/aws/ecs/containerinsights/%s/performance".formatted(name))
            .retention(props.logs())
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    Cluster cluster =
        Cluster.Builder.create(this, "Cluster")
            .clusterName(name)
            .vpc(props.network().vpc())
            .containerInsightsV2(ContainerInsights.ENABLED)
            .build();
    cluster.getNode().addDependency(insights);
    return cluster;
  }

  /// `1a2b3c4d` of `arn:aws:cloudformation:…:stack/Name/1a2b3c4d-…`.
  private static String uniquePart(String stackId) {
    return Fn.select(0, Fn.split("-", Fn.select(2, Fn.split("/", stackId))));
  }

  private void scale(ServiceSettings settings) {
    ScalableTaskCount tasks =
        service.autoScaleTaskCount(
            EnableScalingProps.builder()
                .minCapacity(settings.minTasks())
                .maxCapacity(settings.maxTasks())
                .build());
    tasks.scaleToTrackCustomMetric(
        "Connections",
        TrackCustomMetricProps.builder()
            .metric(new Readings(Stack.of(this).getStackName()).connectionsPerTask())
            .targetValue(settings.connectionsPerTask())
            .scaleOutCooldown(SCALE_OUT_COOLDOWN)
            .scaleInCooldown(SCALE_IN_COOLDOWN)
            .build());
    tasks.scaleOnCpuUtilization(
        "Cpu",
        CpuUtilizationScalingProps.builder()
            .targetUtilizationPercent(CPU_PERCENT)
            .scaleOutCooldown(SCALE_OUT_COOLDOWN)
            .scaleInCooldown(SCALE_IN_COOLDOWN)
            .build());
  }
}
