package io.ocppgateway.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
  void zonesDoNotDependOnWhoSynthesizes() {
    assertThat(stack.resources("AWS::EC2::Subnet"))
        .isEqualTo(
            Synthesized.of("account", java.util.Map.of(), Synthesized.DEPLOY_ENVIRONMENT)
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
