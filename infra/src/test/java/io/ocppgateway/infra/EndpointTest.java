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
    assertThat(openToTheWorld(stack)).containsExactly("0.0.0.0/0 80", "::/0 80");
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
    assertThat(openToTheWorld(stack)).containsExactly("0.0.0.0/0 443", "::/0 443");
    assertThat(stack.output("websocketURL").asString()).startsWith("wss://");
  }

  @Test
  void withTlsAtTheGatewayBytesPassAsTheyAre() {
    Synthesized stack = Synthesized.withTlsAtTheGateway();

    JsonNode listener = stack.only("AWS::ElasticLoadBalancingV2::Listener");

    assertThat(listener.get("Port").asInt()).isEqualTo(443);
    assertThat(listener.get("Protocol").asString()).isEqualTo("TCP");
    assertThat(listener.has("Certificates")).isFalse();
    assertThat(openToTheWorld(stack)).containsExactly("0.0.0.0/0 443", "::/0 443");
    assertThat(stack.resources("AWS::CertificateManager::Certificate")).isEmpty();
    assertThat(stack.output("websocketURL").asString()).isEqualTo("wss://gateway.example.com");
  }

  @Test
  void plainTextUnderADomainHasItsNameAndNoCertificate() {
    Synthesized stack =
        Synthesized.with(
            "plain-domain",
            Map.of(
                Setting.DOMAIN_NAME,
                "example.com",
                Setting.HOSTED_ZONE_ID,
                "Z0123456789",
                Setting.TLS,
                "NONE"));

    assertThat(stack.output("websocketURL").asString()).isEqualTo("ws://gateway.example.com");
    assertThat(openToTheWorld(stack)).containsExactly("0.0.0.0/0 80", "::/0 80");
    assertThat(stack.resources("AWS::CertificateManager::Certificate")).isEmpty();
  }

  @Test
  void listenerThatPassesBytesOnForgetsSilentConnectionsAfterTheGatewayGivesThemUp() {
    int givenUpAfterSeconds = 3 * 120;

    for (Synthesized stack : List.of(Synthesized.byDefault(), Synthesized.withTlsAtTheGateway())) {
      JsonNode attribute =
          stack.only("AWS::ElasticLoadBalancingV2::Listener").at("/ListenerAttributes/0");

      assertThat(attribute.get("Key").asString()).isEqualTo("tcp.idle_timeout.seconds");
      assertThat(attribute.get("Value").asInt()).isGreaterThan(givenUpAfterSeconds);
    }
  }

  @Test
  void handshakesOfALoadBalancerThatEndsTlsAreLogged() {
    Synthesized stack = Synthesized.withDomain();

    JsonNode source = stack.only("AWS::Logs::DeliverySource");
    JsonNode destination = stack.only("AWS::Logs::DeliveryDestination");
    JsonNode delivery = stack.only("AWS::Logs::Delivery");

    assertThat(source.get("LogType").asString()).isEqualTo("NLB_ACCESS_LOGS");
    assertThat(Synthesized.text(source.get("ResourceArn"))).isEqualTo("${EndpointLoadBalancer}");
    assertThat(Synthesized.text(destination.get("DestinationResourceArn")))
        .isEqualTo("${EndpointTlsLogs.Arn}");
    assertThat(delivery.get("DeliverySourceName").asString())
        .isEqualTo(source.get("Name").asString());
    assertThat(Synthesized.text(delivery.get("DeliveryDestinationArn")))
        .isEqualTo("${EndpointTlsLogsDestination.Arn}");
    assertThat(List.of(source, destination))
        .allSatisfy(
            named -> assertThat(named.get("Name").asString()).startsWith(stack.stackName()));
    assertThat(stack.only("AWS::Logs::ResourcePolicy").get("PolicyDocument").toString())
        .contains("delivery.logs.amazonaws.com", "aws:SourceAccount", "aws:SourceArn");
  }

  @Test
  void loadBalancerThatLogsNothingHasNoLog() {
    assertThat(Synthesized.byDefault().resources("AWS::Logs::Delivery")).isEmpty();
    assertThat(Synthesized.withTlsAtTheGateway().resources("AWS::Logs::Delivery")).isEmpty();
  }

  @Test
  void nameAndCertificateAreOfTheDomain() {
    Synthesized stack = Synthesized.withDomain();

    List<JsonNode> names =
        stack.resources("AWS::Route53::RecordSet").stream()
            .map(name -> name.get("Properties"))
            .toList();
    JsonNode certificate = stack.only("AWS::CertificateManager::Certificate");

    assertThat(names)
        .extracting(name -> name.get("Type").asString())
        .containsExactlyInAnyOrder("A", "AAAA");
    assertThat(names)
        .allSatisfy(name -> {
          assertThat(name.get("Name").asString()).isEqualTo("gateway.example.com.");
          assertThat(name.get("HostedZoneId").asString()).isEqualTo("Z0123456789");
          assertThat(Synthesized.text(name.at("/AliasTarget/DNSName")))
              .isEqualTo("dualstack.${EndpointLoadBalancer.DNSName}");
        });
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
    assertThat(stack.resources("AWS::Route53::RecordSet"))
        .extracting(name -> name.at("/Properties/HostedZoneId").asString())
        .containsOnly("Z9876543210");
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
        .contains(
            "deregistration_delay.timeout_seconds=30",
            "preserve_client_ip.enabled=false",
            "proxy_protocol_v2.enabled=true",
            "target_health_state.unhealthy.connection_termination.enabled=false");
  }

  @ParameterizedTest
  @MethodSource("variants")
  void loadBalancerStandsInPublicSubnetsWithASecurityGroup(Synthesized stack) {
    JsonNode balancer = stack.only("AWS::ElasticLoadBalancingV2::LoadBalancer");

    assertThat(balancer.get("Scheme").asString()).isEqualTo("internet-facing");
    assertThat(balancer.get("IpAddressType").asString()).isEqualTo("dualstack");
    assertThat(balancer.get("LoadBalancerAttributes").toString())
        .contains("{\"Key\":\"load_balancing.cross_zone.enabled\",\"Value\":\"true\"}");
    assertThat(balancer.get("Subnets").valueStream().map(Synthesized::text))
        .containsExactly("${NetworkVpcPublicSubnet1Subnet}", "${NetworkVpcPublicSubnet2Subnet}");
    assertThat(balancer.get("SecurityGroups").valueStream().map(Synthesized::text))
        .containsExactly("${EndpointSecurityGroup.GroupId}");
  }

  private static List<String> openToTheWorld(Synthesized stack) {
    return stack.resources("AWS::EC2::SecurityGroup").stream()
        .flatMap(group -> group.at("/Properties/SecurityGroupIngress").valueStream())
        .map(rule ->
            "%s %d"
                .formatted(
                    rule.path("CidrIp").asString(rule.path("CidrIpv6").asString("")),
                    rule.get("ToPort").asInt()))
        .toList();
  }
}
