package io.ocppgateway.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.infra.settings.Setting;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class NetworkTest {

  private final Synthesized stack = Synthesized.byDefault();

  @Test
  void thereAreTwoZonesWithAPublicAndAPrivateSubnetEach() {
    List<JsonNode> subnets = stack.resources("AWS::EC2::Subnet");

    Set<String> places =
        subnets.stream()
            .map(subnet -> subnet.get("Properties"))
            .map(subnet -> zone(subnet) + " " + subnet.at("/Tags/0/Value").asString())
            .collect(Collectors.toSet());

    assertThat(subnets).hasSize(4);
    assertThat(places).containsExactlyInAnyOrder("0 Public", "0 Private", "1 Public", "1 Private");
  }

  @Test
  void everyPrivateSubnetLeavesThroughANatGatewayOfItsOwnZone() {
    assertThat(stack.resources("AWS::EC2::NatGateway")).hasSize(Network.ZONES);
    for (int zone = 1; zone <= Network.ZONES; zone++) {
      JsonNode route = stack.named("NetworkVpcPrivateSubnet%dDefaultRoute".formatted(zone));
      JsonNode gateway = stack.named("NetworkVpcPublicSubnet%dNATGateway".formatted(zone));

      assertThat(Synthesized.text(route.get("NatGatewayId")))
          .isEqualTo("${NetworkVpcPublicSubnet%dNATGateway}".formatted(zone));
      assertThat(Synthesized.text(gateway.get("SubnetId")))
          .isEqualTo("${NetworkVpcPublicSubnet%dSubnet}".formatted(zone));
    }
  }

  @Test
  void tasksWithAddressesOfTheirOwnAreReachedByTheLoadBalancerOnly() {
    Synthesized open = Synthesized.with("public-ip", Map.of(Setting.EGRESS, "PUBLIC_IP"));

    JsonNode tasks = open.only("AWS::ECS::Service").at("/NetworkConfiguration/AwsvpcConfiguration");

    assertThat(tasks.get("AssignPublicIp").asString()).isEqualTo("ENABLED");
    assertThat(tasks.get("Subnets").valueStream().map(Synthesized::text))
        .containsExactly("${NetworkVpcPublicSubnet1Subnet}", "${NetworkVpcPublicSubnet2Subnet}");
    assertThat(open.resources("AWS::EC2::NatGateway")).isEmpty();
    assertThat(open.resources("AWS::EC2::EIP")).isEmpty();
    assertThat(open.named("GatewayServiceSecurityGroup").has("SecurityGroupIngress")).isFalse();
    assertThat(open.resources("AWS::EC2::SecurityGroupIngress"))
        .hasSize(2)
        .allSatisfy(rule ->
            assertThat(Synthesized.text(rule.at("/Properties/SourceSecurityGroupId")))
                .isEqualTo("${EndpointSecurityGroup.GroupId}"));
  }

  @Test
  void withoutInternetEachServiceThatTasksCallHasAnEndpointThatTheyMayUse() {
    Synthesized closed = Synthesized.with("endpoints", Map.of(Setting.EGRESS, "VPC_ENDPOINTS"));

    Map<String, JsonNode> endpoints =
        closed.resources("AWS::EC2::VPCEndpoint").stream()
            .map(endpoint -> endpoint.get("Properties"))
            .collect(
                Collectors.toMap(
                    endpoint ->
                        Synthesized.text(endpoint.get("ServiceName"))
                            .replace("com.amazonaws.${AWS::Region}.", ""),
                    endpoint -> endpoint));

    assertThat(endpoints)
        .containsOnlyKeys(
            "iot.data",
            "iot.api",
            "ecr.api",
            "ecr.dkr",
            "logs",
            "secretsmanager",
            "dynamodb",
            "s3");
    assertThat(endpoints.values())
        .filteredOn(endpoint -> endpoint.path("VpcEndpointType").asString("").equals("Interface"))
        .hasSize(6)
        .allSatisfy(endpoint -> {
          assertThat(endpoint.get("SubnetIds").valueStream().map(Synthesized::text))
              .containsExactly(
                  "${NetworkVpcPrivateSubnet1Subnet}", "${NetworkVpcPrivateSubnet2Subnet}");
          assertThat(endpoint.get("SecurityGroupIds").valueStream().map(Synthesized::text))
              .containsExactly("${PrivateEndpointsSecurityGroup.GroupId}");
        });
    assertThat(closed.resources("AWS::EC2::NatGateway")).isEmpty();
    assertThat(
            closed.resources("AWS::EC2::Route").stream()
                .map(route -> Synthesized.text(route.at("/Properties/RouteTableId"))))
        .isNotEmpty()
        .allMatch(table -> table.contains("PublicSubnet"));
  }

  @Test
  void withoutInternetTheNamesOfAwsIotLeadToItsEndpoints() {
    Synthesized closed = Synthesized.with("endpoints", Map.of(Setting.EGRESS, "VPC_ENDPOINTS"));

    JsonNode zone = closed.only("AWS::Route53::HostedZone");
    Map<String, String> names =
        closed.resources("AWS::Route53::RecordSet").stream()
            .map(name -> name.get("Properties"))
            .collect(
                Collectors.toMap(
                    name -> Synthesized.text(name.get("Name")),
                    name -> name.at("/AliasTarget/DNSName").toString()));

    assertThat(Synthesized.text(zone.get("Name")))
        .isEqualTo("iot.${AWS::Region}.${AWS::URLSuffix}.");
    assertThat(zone.get("VPCs")).hasSize(1);
    assertThat(names)
        .containsOnlyKeys(
            "*.iot.${AWS::Region}.${AWS::URLSuffix}.", "iot.${AWS::Region}.${AWS::URLSuffix}.")
        .hasEntrySatisfying(
            "*.iot.${AWS::Region}.${AWS::URLSuffix}.",
            target -> assertThat(target).contains("PrivateEndpointsIotData"))
        .hasEntrySatisfying(
            "iot.${AWS::Region}.${AWS::URLSuffix}.",
            target -> assertThat(target).contains("PrivateEndpointsIotControl"));
  }

  @Test
  void tasksWaitForTheirWayOutAndLeaveBeforeItGoes() {
    assertThat(dependencies(stack))
        .contains(
            "NetworkVpcPrivateSubnet1DefaultRoute",
            "NetworkVpcPrivateSubnet2DefaultRoute",
            "NetworkVpcDynamoDb");
    assertThat(dependencies(Synthesized.with("endpoints", Map.of(Setting.EGRESS, "VPC_ENDPOINTS"))))
        .contains("PrivateEndpointsIotData", "PrivateEndpointsEcrDocker");
  }

  @Test
  void tasksWaitForWhatTheyAndWhatStartsThemMayDo() {
    assertThat(dependencies(stack))
        .contains(
            "GatewayServiceTaskRole",
            "GatewayServiceTaskRoleDefaultPolicy",
            "GatewayServiceExecutionRole",
            "GatewayServiceExecutionRoleDefaultPolicy");
  }

  private static List<String> dependencies(Synthesized stack) {
    return stack
        .resources("AWS::ECS::Service")
        .getFirst()
        .get("DependsOn")
        .valueStream()
        .map(id -> id.asString().replaceFirst("[0-9A-F]{8}$", ""))
        .toList();
  }

  @Test
  void rejectedTrafficIsNotRecordedWhereItIsNotWanted() {
    Synthesized silent = Synthesized.with("no-flow-logs", Map.of(Setting.FLOW_LOGS, false));

    assertThat(silent.resources("AWS::EC2::FlowLog")).isEmpty();
  }

  @Test
  void zonesDoNotDependOnWhoSynthesizes() {
    assertThat(stack.resources("AWS::EC2::Subnet"))
        .isEqualTo(
            Synthesized.of("account", Map.of(), Synthesized.DEPLOY_ENVIRONMENT)
                .resources("AWS::EC2::Subnet"));
  }

  @Test
  void rejectedTrafficIsRecorded() {
    JsonNode flowLog = stack.only("AWS::EC2::FlowLog");

    assertThat(flowLog.get("TrafficType").asString()).isEqualTo("REJECT");
    assertThat(Synthesized.text(flowLog.get("LogGroupName")))
        .isEqualTo("${NetworkRejectedTrafficLogs}");
  }

  private static int zone(JsonNode subnet) {
    return subnet.at("/AvailabilityZone/Fn::Select/0").asInt();
  }
}
