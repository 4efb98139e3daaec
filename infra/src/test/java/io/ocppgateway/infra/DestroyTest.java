package io.ocppgateway.infra;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.infra.settings.Setting;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// What `cdk destroy` does with each kind of resource that any variant has.
class DestroyTest {

  private enum Fate {
    /// It holds nothing, and goes.
    GOES,
    /// It holds something, and goes all the same: CloudFormation is told to delete it.
    GOES_WITH_WHAT_IT_HOLDS,
    /// It goes, unless `retainData` says that what matters of its kind stays.
    STAYS_IF_TOLD
  }

  private static final Map<String, Fate> FATES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("AWS::ApplicationAutoScaling::ScalableTarget", Fate.GOES),
              Map.entry("AWS::ApplicationAutoScaling::ScalingPolicy", Fate.GOES),
              // It leaves one record in the zone, by which the name was proven: the next
              // certificate for the name needs the same.
              Map.entry("AWS::CertificateManager::Certificate", Fate.GOES),
              Map.entry("AWS::CloudWatch::Alarm", Fate.GOES),
              Map.entry("AWS::CloudWatch::Dashboard", Fate.GOES),
              Map.entry("AWS::DynamoDB::GlobalTable", Fate.STAYS_IF_TOLD),
              Map.entry("AWS::EC2::EIP", Fate.GOES),
              Map.entry("AWS::EC2::EgressOnlyInternetGateway", Fate.GOES),
              Map.entry("AWS::EC2::FlowLog", Fate.GOES),
              Map.entry("AWS::EC2::InternetGateway", Fate.GOES),
              Map.entry("AWS::EC2::NatGateway", Fate.GOES),
              Map.entry("AWS::EC2::Route", Fate.GOES),
              Map.entry("AWS::EC2::RouteTable", Fate.GOES),
              Map.entry("AWS::EC2::SecurityGroup", Fate.GOES),
              Map.entry("AWS::EC2::SecurityGroupEgress", Fate.GOES),
              Map.entry("AWS::EC2::SecurityGroupIngress", Fate.GOES),
              Map.entry("AWS::EC2::Subnet", Fate.GOES),
              Map.entry("AWS::EC2::SubnetRouteTableAssociation", Fate.GOES),
              Map.entry("AWS::EC2::VPC", Fate.GOES),
              Map.entry("AWS::EC2::VPCCidrBlock", Fate.GOES),
              Map.entry("AWS::EC2::VPCEndpoint", Fate.GOES),
              Map.entry("AWS::EC2::VPCGatewayAttachment", Fate.GOES),
              Map.entry("AWS::ECS::Cluster", Fate.GOES),
              Map.entry("AWS::ECS::Service", Fate.GOES),
              Map.entry("AWS::ECS::TaskDefinition", Fate.GOES),
              Map.entry("AWS::ElasticLoadBalancingV2::Listener", Fate.GOES),
              Map.entry("AWS::ElasticLoadBalancingV2::LoadBalancer", Fate.GOES),
              Map.entry("AWS::ElasticLoadBalancingV2::TargetGroup", Fate.GOES),
              Map.entry("AWS::IAM::Policy", Fate.GOES),
              Map.entry("AWS::IAM::Role", Fate.GOES),
              Map.entry("AWS::IoT::TopicRule", Fate.GOES),
              // Deleted keys are kept for some days more, in which they cost nothing.
              Map.entry("AWS::KMS::Key", Fate.GOES_WITH_WHAT_IT_HOLDS),
              Map.entry("AWS::Lambda::Alias", Fate.GOES),
              Map.entry("AWS::Lambda::EventInvokeConfig", Fate.GOES),
              Map.entry("AWS::Lambda::Function", Fate.GOES),
              Map.entry("AWS::Lambda::Permission", Fate.GOES),
              Map.entry("AWS::Lambda::Version", Fate.GOES),
              Map.entry("AWS::Logs::Delivery", Fate.GOES),
              Map.entry("AWS::Logs::DeliveryDestination", Fate.GOES),
              Map.entry("AWS::Logs::DeliverySource", Fate.GOES),
              Map.entry("AWS::Logs::LogGroup", Fate.GOES_WITH_WHAT_IT_HOLDS),
              Map.entry("AWS::Logs::MetricFilter", Fate.GOES),
              Map.entry("AWS::Logs::QueryDefinition", Fate.GOES),
              Map.entry("AWS::Logs::ResourcePolicy", Fate.GOES),
              Map.entry("AWS::Route53::HostedZone", Fate.GOES),
              Map.entry("AWS::Route53::RecordSet", Fate.GOES),
              Map.entry("AWS::SNS::Subscription", Fate.GOES),
              Map.entry("AWS::SNS::Topic", Fate.GOES),
              Map.entry("AWS::SNS::TopicPolicy", Fate.GOES),
              Map.entry("AWS::SQS::Queue", Fate.GOES_WITH_WHAT_IT_HOLDS),
              Map.entry("AWS::SQS::QueuePolicy", Fate.GOES),
              Map.entry("AWS::SecretsManager::Secret", Fate.STAYS_IF_TOLD)));

  /// Settings of an account or a region, which others share, and what would turn them.
  private static final Set<String> ACCOUNT_WIDE =
      Set.of(
          "AWS::ApiGateway::Account",
          "AWS::EC2::VPCBlockPublicAccessOptions",
          "AWS::IoT::AccountAuditConfiguration",
          "AWS::IoT::Logging",
          "AWS::IoT::ResourceSpecificLogging",
          "AWS::Lambda::AccountSettings",
          "AWS::XRay::ResourcePolicy");

  static List<Variant> variants() {
    return SynthesizedVariants.all();
  }

  @Test
  void fateOfEachKindOfResourceIsKnown() {
    Set<String> types =
        variants().stream()
            .flatMap(variant -> types(SynthesizedVariants.of(variant)))
            .collect(toCollection(TreeSet::new));

    assertThat(FATES.keySet()).containsAll(types).doesNotContainAnyElementsOf(ACCOUNT_WIDE);
  }

  @ParameterizedTest
  @MethodSource("variants")
  void whatHoldsSomethingGoesUnlessDataAreToStay(Variant variant) {
    boolean isKept = variant.sets(Setting.RETAIN_DATA, true);

    for (JsonNode resource : SynthesizedVariants.of(variant).resources().values()) {
      String policy = resource.path("DeletionPolicy").asString("none");
      String type = resource.get("Type").asString();
      Set<String> allowed =
          switch (FATES.get(type)) {
            case GOES -> Set.of("none", "Delete");
            case GOES_WITH_WHAT_IT_HOLDS -> Set.of("Delete");
            case STAYS_IF_TOLD -> isKept ? Set.of("Delete", "Retain") : Set.of("Delete");
          };
      assertThat(policy).as(type).isIn(allowed);
      assertThat(resource.path("UpdateReplacePolicy").asString("none")).as(type).isEqualTo(policy);
    }
  }

  @ParameterizedTest
  @MethodSource("variants")
  void whatPasswordsNeedStaysTogether(Variant variant) {
    Synthesized stack = SynthesizedVariants.of(variant);

    Set<String> policies =
        stack.resources().entrySet().stream()
            .filter(resource ->
                resource.getKey().matches("OperatorData(ChargePoints|CredentialPepper)[0-9A-F]{8}"))
            .map(resource -> resource.getValue().path("DeletionPolicy").asString("none"))
            .collect(toSet());

    assertThat(policies)
        .containsExactly(variant.sets(Setting.RETAIN_DATA, true) ? "Retain" : "Delete");
  }

  @ParameterizedTest
  @MethodSource("variants")
  void whatContainerInsightsWritesIsTheStacks(Variant variant) {
    Synthesized stack = SynthesizedVariants.of(variant);

    JsonNode cluster = stack.resources("AWS::ECS::Cluster").getFirst();
    String group =
        "/aws/ecs/containerinsights/%s/performance"
            .formatted(Synthesized.text(cluster.at("/Properties/ClusterName")));
    List<String> groups =
        stack.resources().entrySet().stream()
            .filter(resource ->
                resource.getValue().get("Type").asString().equals("AWS::Logs::LogGroup"))
            .filter(resource ->
                Synthesized.text(resource.getValue().at("/Properties").get("LogGroupName"))
                    .equals(group))
            .map(Map.Entry::getKey)
            .toList();

    assertThat(cluster.at("/Properties/ClusterSettings").toString())
        .isEqualTo("[{\"Name\":\"containerInsights\",\"Value\":\"enabled\"}]");
    assertThat(groups).hasSize(1);
    assertThat(cluster.path("DependsOn").valueStream().map(JsonNode::asString)).containsAll(groups);
  }

  @ParameterizedTest
  @MethodSource("variants")
  void nothingIsProtectedFromBeingDeleted(Variant variant) {
    assertThat(SynthesizedVariants.of(variant).template().toString())
        .doesNotContain("\"DeletionProtectionEnabled\":true")
        .doesNotContain("{\"Key\":\"deletion_protection.enabled\",\"Value\":\"true\"}");
  }

  private static Stream<String> types(Synthesized stack) {
    return stack.resources().values().stream().map(resource -> resource.get("Type").asString());
  }
}
