package io.ocppgateway.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.infra.settings.Setting;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class EndpointTest {

  static List<Synthesized> variants() {
    return List.of(Synthesized.byDefault(), Synthesized.withDomain());
  }

  @Test
  void withoutDomainItListensInPlainTextOnPort80() {
    Synthesized stack = Synthesized.byDefault();

    JsonNode listener = stack.only("AWS::ElasticLoadBalancingV2::Listener");

    assertThat(listener.get("Port").asInt()).isEqualTo(80);
    assertThat(listener.get("Protocol").asString()).isEqualTo("TCP");
    assertThat(openToTheWorld(stack)).containsExactly(80);
    assertThat(stack.resources("AWS::Route53::RecordSet")).isEmpty();
  }

  @Test
  void withDomainItListensOverTlsOnPort443Only() {
    Synthesized stack = Synthesized.withDomain();

    JsonNode listener = stack.only("AWS::ElasticLoadBalancingV2::Listener");

    assertThat(listener.get("Port").asInt()).isEqualTo(443);
    assertThat(listener.get("Protocol").asString()).isEqualTo("TLS");
    assertThat(listener.get("SslPolicy").asString()).startsWith("ELBSecurityPolicy-TLS13-1-2");
    assertThat(Synthesized.text(listener.at("/Certificates/0/CertificateArn")))
        .isEqualTo("${EndpointCertificate}");
    assertThat(openToTheWorld(stack)).containsExactly(443);
  }

  @Test
  void nameAndCertificateAreOfTheDomain() {
    Synthesized stack = Synthesized.withDomain();

    JsonNode name = stack.only("AWS::Route53::RecordSet");
    JsonNode certificate = stack.only("AWS::CertificateManager::Certificate");

    assertThat(name.get("Type").asString()).isEqualTo("A");
    assertThat(name.get("Name").asString()).isEqualTo("gateway.example.com.");
    assertThat(name.get("HostedZoneId").asString()).isEqualTo("Z0123456789");
    assertThat(Synthesized.text(name.at("/AliasTarget/DNSName")))
        .isEqualTo("dualstack.${EndpointLoadBalancer.DNSName}");
    assertThat(certificate.get("DomainName").asString()).isEqualTo("gateway.example.com");
    assertThat(certificate.get("ValidationMethod").asString()).isEqualTo("DNS");
  }

  @Test
  void zoneThatWasLookedUpIsUsed() {
    Map<String, Object> context =
        Map.of(
            Setting.DOMAIN_NAME.key(),
            "example.com",
            "hosted-zone:account=123456789012:domainName=example.com:region=eu-west-1",
            Map.of("Id", "/hostedzone/Z9876543210", "Name", "example.com."));

    Synthesized stack = Synthesized.of("looked-up", context, Synthesized.DEPLOY_ENVIRONMENT);

    assertThat(stack.manifest().get("missing")).isNull();
    assertThat(stack.only("AWS::Route53::RecordSet").get("HostedZoneId").asString())
        .isEqualTo("Z9876543210");
  }

  @ParameterizedTest
  @MethodSource("variants")
  void targetsAreAskedForTheirHealthOnAPortOfItsOwn(Synthesized stack) {
    JsonNode targets = stack.only("AWS::ElasticLoadBalancingV2::TargetGroup");

    assertThat(targets.get("Port").asInt()).isEqualTo(8080);
    assertThat(targets.get("Protocol").asString()).isEqualTo("TCP");
    assertThat(targets.get("HealthCheckProtocol").asString()).isEqualTo("HTTP");
    assertThat(targets.get("HealthCheckPort").asString()).isEqualTo("8081");
    assertThat(targets.get("HealthCheckPath").asString()).isEqualTo("/readyz");
  }

  @ParameterizedTest
  @MethodSource("variants")
  void targetsLeaveQuicklyAndHearWhereChargePointsAre(Synthesized stack) {
    JsonNode attributes =
        stack.only("AWS::ElasticLoadBalancingV2::TargetGroup").get("TargetGroupAttributes");

    assertThat(
            attributes
                .valueStream()
                .map(a -> a.get("Key").asString() + "=" + a.get("Value").asString()))
        .contains("deregistration_delay.timeout_seconds=30", "proxy_protocol_v2.enabled=true");
  }

  @ParameterizedTest
  @MethodSource("variants")
  void loadBalancerStandsInPublicSubnetsWithASecurityGroup(Synthesized stack) {
    JsonNode balancer = stack.only("AWS::ElasticLoadBalancingV2::LoadBalancer");

    assertThat(balancer.get("Scheme").asString()).isEqualTo("internet-facing");
    assertThat(balancer.get("Subnets").valueStream().map(Synthesized::text))
        .containsExactly("${NetworkVpcPublicSubnet1Subnet}", "${NetworkVpcPublicSubnet2Subnet}");
    assertThat(balancer.get("SecurityGroups").valueStream().map(Synthesized::text))
        .containsExactly("${EndpointSecurityGroup.GroupId}");
  }

  private static List<Integer> openToTheWorld(Synthesized stack) {
    return stack.resources("AWS::EC2::SecurityGroup").stream()
        .flatMap(group -> group.at("/Properties/SecurityGroupIngress").valueStream())
        .filter(rule -> rule.path("CidrIp").asString("").equals("0.0.0.0/0"))
        .map(rule -> rule.get("ToPort").asInt())
        .toList();
  }
}
