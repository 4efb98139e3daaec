package io.ocppgateway.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.infra.artifacts.BuiltArtifacts;
import io.ocppgateway.infra.settings.Setting;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class GatewayServiceTest {

  private final Synthesized stack = Synthesized.byDefault();
  private final JsonNode task = stack.only("AWS::ECS::TaskDefinition");
  private final JsonNode container = task.at("/ContainerDefinitions/0");
  private final JsonNode service = stack.only("AWS::ECS::Service");

  @ParameterizedTest
  @CsvSource({"ARM64, linux/arm64", "X86_64, linux/amd64"})
  void tasksRunOnWhatTheImageIsBuiltFor(String architecture, String platform) {
    Synthesized built =
        Synthesized.with("architecture", Map.of(Setting.ARCHITECTURE, architecture));

    assertThat(
            built
                .only("AWS::ECS::TaskDefinition")
                .at("/RuntimePlatform/CpuArchitecture")
                .asString())
        .isEqualTo(architecture);
    assertThat(image(built).at("/source/platform").asString()).isEqualTo(platform);
  }

  @Test
  void tasksAreAsLargeAsItIsSaid() {
    Synthesized large =
        Synthesized.with("large", Map.of(Setting.TASK_CPU, 1024, Setting.TASK_MEMORY, 3072));

    assertThat(large.only("AWS::ECS::TaskDefinition").get("Cpu").asString()).isEqualTo("1024");
    assertThat(large.only("AWS::ECS::TaskDefinition").get("Memory").asString()).isEqualTo("3072");
    assertThat(task.get("Cpu").asString()).isEqualTo("256");
    assertThat(task.get("Memory").asString()).isEqualTo("512");
  }

  @Test
  void imageIsMadeOfWhatTheGatewayModuleBuilt() {
    Path context = stack.directory().resolve(image(stack).at("/source/directory").asString());

    Path built = BuiltArtifacts.in(Synthesized.REPOSITORY).gatewayImage();

    assertThat(context.resolve("Dockerfile")).hasSameBinaryContentAs(built.resolve("Dockerfile"));
    assertThat(context.resolve("healthcheck.sh"))
        .hasSameBinaryContentAs(built.resolve("healthcheck.sh"));
    assertThat(context.resolve("gateway.jar")).hasSameBinaryContentAs(built.resolve("gateway.jar"));
  }

  @Test
  void containerIsToldItsPortsAndItsTableAndNoBroker() {
    Map<String, String> environment = environment(stack);

    assertThat(environment)
        .isEqualTo(
            Map.ofEntries(
                Map.entry("PORT", "8080"),
                Map.entry("HEALTH_PORT", "8081"),
                Map.entry("PING_INTERVAL_SECONDS", "120"),
                Map.entry("PROXY_PROTOCOL_FROM", "10.0.0.0/16"),
                Map.entry("SECURITY_PROFILE", "0"),
                Map.entry("TLS_ENDS_AT", "NOWHERE"),
                Map.entry("CONNECTS_PER_SECOND", "50"),
                Map.entry("THING_LOOKUPS_PER_SECOND", "35"),
                Map.entry("CERTIFICATE_LOOKUPS_PER_SECOND", "1"),
                Map.entry("CHARGE_POINTS_TABLE", "${OperatorDataChargePoints}"),
                Map.entry("METRICS_INTERVAL_SECONDS", "60"),
                Map.entry("METRICS_DIMENSIONS", "Stack=AwsOcppGatewayStack")));
  }

  @Test
  void gatewayOfAStackOfAnotherNameNamesItInItsMessages() {
    assertThat(environment(Synthesized.withDomain())).containsEntry("STACK", "Another");
    assertThat(environment(stack)).doesNotContainKey("STACK");
  }

  @Test
  void withADomainChargePointsComeByTlsAndHavePasswords() {
    Map<String, String> environment = environment(Synthesized.withDomain());

    assertThat(environment)
        .containsEntry("SECURITY_PROFILE", "2")
        .containsEntry("TLS_ENDS_AT", "LOAD_BALANCER");
  }

  @Test
  void tasksShareTheAccountsQuotasHoweverManyTheyBecome() {
    Map<Setting, Object> many =
        Map.of(Setting.MIN_TASKS, 3, Setting.MAX_TASKS, 8, Setting.CONNECTS_PER_SECOND, 4000);

    Map<String, String> environment = environment(Synthesized.with("many", many));

    assertThat(environment)
        .containsEntry("CONNECTS_PER_SECOND", "500")
        .containsEntry("THING_LOOKUPS_PER_SECOND", "43")
        .containsEntry("CERTIFICATE_LOOKUPS_PER_SECOND", "1");
  }

  @Test
  void gatewayThatEndsTlsIsToldWhereItsCertificatesAreAndNothingOfThem() {
    Synthesized passthrough = Synthesized.withTlsAtTheGateway();

    assertThat(variables(passthrough, "Secrets", "ValueFrom"))
        .containsOnlyKeys("CREDENTIAL_PEPPER");
    assertThat(environment(passthrough))
        .containsEntry("TLS_ENDS_AT", "GATEWAY")
        .containsEntry("SECURITY_PROFILE", "3")
        .containsEntry("TLS_CERTIFICATES_ARN", Synthesized.secret("certificate-AbCdEf"))
        .containsEntry("CLIENT_CA_ARN", Synthesized.secret("authorities-AbCdEf"))
        .containsEntry("CLIENT_ORGANIZATION", "Acme");
  }

  @Test
  void containerIsNobodysAndCannotWriteToItsFileSystem() {
    assertThat(container.get("ReadonlyRootFilesystem").asBoolean()).isTrue();
    assertThat(container.get("User").asString()).isEqualTo("65534:65534");
    assertThat(container.path("MountPoints").isEmpty()).isTrue();
    assertThat(container.path("Privileged").asBoolean(false)).isFalse();
    assertThat(service.path("EnableExecuteCommand").asBoolean(false)).isFalse();
  }

  @Test
  void secretOfPasswordsComesFromSecretsManager() {
    Map<String, String> secrets = variables(stack, "Secrets", "ValueFrom");

    assertThat(secrets).isEqualTo(Map.of("CREDENTIAL_PEPPER", "${OperatorDataCredentialPepper}"));
  }

  @Test
  void taskWhoseProcessIsStuckIsReplaced() {
    assertThat(container.at("/HealthCheck/Command").valueStream().map(JsonNode::asString))
        .containsExactly("CMD", "bash", "/gateway/healthcheck.sh");
  }

  @Test
  void containerListensOnBothPorts() {
    assertThat(container.get("PortMappings").valueStream())
        .extracting(port -> port.get("ContainerPort").asInt())
        .containsExactly(8080, 8081);
  }

  @Test
  void containerHasTimeToDrainAndFilesForManyChargePoints() {
    assertThat(container.get("StopTimeout").asInt()).isEqualTo(120);
    assertThat(container.at("/Ulimits/0/Name").asString()).isEqualTo("nofile");
    assertThat(container.at("/Ulimits/0/SoftLimit").asInt()).isEqualTo(1_048_576);
    assertThat(container.at("/Ulimits/0/HardLimit").asInt()).isEqualTo(1_048_576);
  }

  @Test
  void nothingInTheContainerCanBeWrittenTo() {
    assertThat(container.path("ReadonlyRootFilesystem").asBoolean(false)).isTrue();
    assertThat(container.has("MountPoints")).isFalse();
  }

  @Test
  void localPortsLeaveOutTheGatewaysOwn() {
    String range = systemControls().get("net.ipv4.ip_local_port_range");

    String[] bounds = range.split(" ");

    assertThat(Integer.parseInt(bounds[0])).isGreaterThan(GatewayContainer.HEALTH_PORT);
    assertThat(Integer.parseInt(bounds[1])).isEqualTo(65_535);
  }

  @Test
  void silentConnectionsAreProbedBeforeNatGatewaysForgetThem() {
    Map<String, String> controls = systemControls();

    int seconds =
        Integer.parseInt(controls.get("net.ipv4.tcp_keepalive_time"))
            + Integer.parseInt(controls.get("net.ipv4.tcp_keepalive_intvl"))
                * Integer.parseInt(controls.get("net.ipv4.tcp_keepalive_probes"));

    assertThat(seconds).isLessThan(350);
  }

  @Test
  void logsGoToAGroupOfTheStackWithoutHoldingUpTheGateway() {
    JsonNode options = container.at("/LogConfiguration/Options");

    assertThat(Synthesized.text(options.get("awslogs-group"))).isEqualTo("${GatewayServiceLogs}");
    assertThat(options.get("mode").asString()).isEqualTo("non-blocking");
  }

  @Test
  void tasksGrowWithConnectionsAndProcessorAndShrinkSlowly() {
    JsonNode target = stack.only("AWS::ApplicationAutoScaling::ScalableTarget");
    List<JsonNode> policies =
        stack.resources("AWS::ApplicationAutoScaling::ScalingPolicy").stream()
            .map(policy -> policy.at("/Properties/TargetTrackingScalingPolicyConfiguration"))
            .toList();

    assertThat(target.get("MinCapacity").asInt()).isEqualTo(2);
    assertThat(target.get("MaxCapacity").asInt()).isEqualTo(10);
    assertThat(policies)
        .hasSize(2)
        .allSatisfy(
            policy -> assertThat(policy.get("ScaleInCooldown").asInt()).isGreaterThanOrEqualTo(900))
        .anySatisfy(policy -> {
          JsonNode metric = policy.at("/CustomizedMetricSpecification");
          assertThat(metric.at("/Namespace").asString()).isEqualTo("OcppGateway");
          assertThat(metric.at("/MetricName").asString()).isEqualTo("Connections");
          // Each task writes one datum a minute: their average is that of a task.
          assertThat(metric.at("/Statistic").asString()).isEqualTo("Average");
          assertThat(metric.at("/Dimensions/0/Name").asString()).isEqualTo("Stack");
          assertThat(metric.at("/Dimensions/0/Value").asString()).isEqualTo(stack.stackName());
          assertThat(policy.get("TargetValue").asInt()).isEqualTo(5_000);
        })
        .anySatisfy(policy -> {
          assertThat(policy.at("/PredefinedMetricSpecification/PredefinedMetricType").asString())
              .isEqualTo("ECSServiceAverageCPUUtilization");
          assertThat(policy.get("TargetValue").asInt()).isEqualTo(60);
        });
  }

  @Test
  void deploymentDoesNotSetTheNumberOfTasks() {
    assertThat(service.has("DesiredCount")).isFalse();
  }

  @Test
  void tasksRunInPrivateSubnets() {
    JsonNode network = service.at("/NetworkConfiguration/AwsvpcConfiguration");

    assertThat(service.get("LaunchType").asString()).isEqualTo("FARGATE");
    assertThat(network.get("AssignPublicIp").asString()).isEqualTo("DISABLED");
    assertThat(network.get("Subnets").valueStream().map(Synthesized::text))
        .containsExactly("${NetworkVpcPrivateSubnet1Subnet}", "${NetworkVpcPrivateSubnet2Subnet}");
  }

  @Test
  void deploymentKeepsEveryTaskServedAndUndoesWhatDoesNotStart() {
    JsonNode deployment = service.get("DeploymentConfiguration");

    assertThat(deployment.get("MinimumHealthyPercent").asInt()).isEqualTo(100);
    assertThat(deployment.at("/DeploymentCircuitBreaker/Enable").asBoolean()).isTrue();
    assertThat(deployment.at("/DeploymentCircuitBreaker/Rollback").asBoolean()).isTrue();
  }

  @Test
  void tasksAreReachedByTheLoadBalancerOnlyAndReachHttpsOnly() {
    JsonNode group = stack.named("GatewayServiceSecurityGroup");

    List<String> egress =
        group
            .get("SecurityGroupEgress")
            .valueStream()
            .map(rule -> rule.get("CidrIp").asString() + " " + rule.get("ToPort").asInt())
            .toList();
    List<String> ingress =
        stack.resources("AWS::EC2::SecurityGroupIngress").stream()
            .map(rule -> rule.get("Properties"))
            .map(rule ->
                "%s from %s: %d-%d"
                    .formatted(
                        Synthesized.text(rule.get("GroupId")),
                        Synthesized.text(rule.get("SourceSecurityGroupId")),
                        rule.get("FromPort").asInt(),
                        rule.get("ToPort").asInt()))
            .toList();

    assertThat(group.has("SecurityGroupIngress")).isFalse();
    assertThat(egress).containsExactly("0.0.0.0/0 443");
    assertThat(ingress)
        .containsExactlyInAnyOrder(
            "${GatewayServiceSecurityGroup.GroupId} from ${EndpointSecurityGroup.GroupId}: 8080-8080",
            "${GatewayServiceSecurityGroup.GroupId} from ${EndpointSecurityGroup.GroupId}: 8081-8081");
  }

  private Map<String, String> systemControls() {
    Map<String, String> controls = new HashMap<>();
    container
        .get("SystemControls")
        .forEach(c -> controls.put(c.get("Namespace").asString(), c.get("Value").asString()));
    return controls;
  }

  private static Map<String, String> environment(Synthesized stack) {
    return variables(stack, "Environment", "Value");
  }

  private static Map<String, String> variables(Synthesized stack, String property, String value) {
    Map<String, String> variables = new HashMap<>();
    stack
        .only("AWS::ECS::TaskDefinition")
        .at("/ContainerDefinitions/0/" + property)
        .forEach(v -> variables.put(v.get("Name").asString(), Synthesized.text(v.get(value))));
    return variables;
  }

  private static JsonNode image(Synthesized stack) {
    return stack.assets().get("dockerImages").valueStream().findFirst().orElseThrow();
  }
}
