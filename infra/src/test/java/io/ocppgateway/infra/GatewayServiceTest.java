package io.ocppgateway.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class GatewayServiceTest {

  private final Synthesized stack = Synthesized.byDefault();
  private final JsonNode task = stack.only("AWS::ECS::TaskDefinition");
  private final JsonNode container = task.at("/ContainerDefinitions/0");
  private final JsonNode service = stack.only("AWS::ECS::Service");

  @Test
  void tasksRunOnArm() {
    assertThat(task.at("/RuntimePlatform/CpuArchitecture").asString()).isEqualTo("ARM64");
    assertThat(image().at("/source/platform").asString()).isEqualTo("linux/arm64");
  }

  @Test
  void imageIsMadeOfWhatTheGatewayModuleBuilt() {
    Path context = stack.directory().resolve(image().at("/source/directory").asString());

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
                Map.entry("CONNECTS_PER_SECOND", "250"),
                Map.entry("THING_LOOKUPS_PER_SECOND", "175"),
                Map.entry("CHARGE_POINTS_TABLE", "${OperatorDataChargePoints}"),
                Map.entry("METRICS_INTERVAL_SECONDS", "60"),
                Map.entry("METRICS_DIMENSIONS", "Stack=AwsOcppGatewayStack")));
  }

  @Test
  void withADomainChargePointsComeByTlsAndHavePasswords() {
    Map<String, String> environment = environment(Synthesized.withDomain());

    assertThat(environment)
        .containsEntry("SECURITY_PROFILE", "2")
        .containsEntry("TLS_ENDS_AT", "LOAD_BALANCER");
  }

  @Test
  void secretOfPasswordsComesFromSecretsManager() {
    Map<String, String> secrets = variables(stack, "Secrets", "ValueFrom");

    assertThat(secrets).isEqualTo(Map.of("CREDENTIAL_PEPPER", "${OperatorDataCredentialPepper}"));
  }

  @Test
  void taskWhoseProcessIsStuckIsReplaced() {
    assertThat(container.at("/HealthCheck/Command").valueStream().map(JsonNode::asString))
        .containsExactly("CMD", "bash", "healthcheck.sh");
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
    JsonNode range = container.at("/SystemControls/0");

    String[] bounds = range.get("Value").asString().split(" ");

    assertThat(range.get("Namespace").asString()).isEqualTo("net.ipv4.ip_local_port_range");
    assertThat(Integer.parseInt(bounds[0])).isGreaterThan(GatewayService.HEALTH_PORT);
    assertThat(Integer.parseInt(bounds[1])).isEqualTo(65_535);
  }

  @Test
  void logsGoToAGroupOfTheStackWithoutHoldingUpTheGateway() {
    JsonNode options = container.at("/LogConfiguration/Options");

    assertThat(Synthesized.text(options.get("awslogs-group"))).isEqualTo("${GatewayServiceLogs}");
    assertThat(options.get("mode").asString()).isEqualTo("non-blocking");
  }

  @Test
  void twoTasksRunInPrivateSubnets() {
    JsonNode network = service.at("/NetworkConfiguration/AwsvpcConfiguration");

    assertThat(service.get("DesiredCount").asInt()).isGreaterThanOrEqualTo(2);
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

  private JsonNode image() {
    return stack.assets().get("dockerImages").valueStream().findFirst().orElseThrow();
  }
}
