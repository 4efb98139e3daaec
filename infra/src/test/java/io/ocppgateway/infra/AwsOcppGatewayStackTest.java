package io.ocppgateway.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ocppgateway.infra.settings.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.services.sqs.CfnQueue;
import software.constructs.Construct;
import tools.jackson.databind.JsonNode;

class AwsOcppGatewayStackTest {

  /// Properties by which a resource is given a name that only one can have.
  private static final Set<String> NAMES =
      Set.of(
          "AlarmName",
          "ClusterName",
          "DashboardName",
          "Family",
          "FunctionName",
          "LogGroupName",
          "PolicyName",
          "QueueName",
          "RoleName",
          "RuleName",
          "ServiceName",
          "TableName",
          "TopicName",
          "GroupName",
          "Name");

  /// Of these, `Name` or another of the names above refers to something else.
  private static final Set<String> NAMED_OTHERWISE =
      Set.of(
          "AWS::EC2::FlowLog",
          "AWS::EC2::VPCEndpoint",
          // Within its role.
          "AWS::IAM::Policy",
          "AWS::Lambda::Alias",
          "AWS::Lambda::EventInvokeConfig",
          "AWS::Lambda::Permission",
          "AWS::Lambda::Version",
          // Within its log group.
          "AWS::Logs::MetricFilter",
          "AWS::Route53::HostedZone",
          "AWS::Route53::RecordSet");

  static List<Synthesized> variants() {
    return List.of(
        Synthesized.byDefault(), Synthesized.withDomain(), Synthesized.withTlsAtTheGateway());
  }

  @Test
  void outputsWithoutDomainNameTheLoadBalancer() {
    Synthesized stack = Synthesized.byDefault();

    assertThat(Synthesized.text(stack.output("loadBalancerDnsName")))
        .isEqualTo("${EndpointLoadBalancer.DNSName}");
    assertThat(Synthesized.text(stack.output("websocketURL")))
        .isEqualTo("ws://${EndpointLoadBalancer.DNSName}");
  }

  @Test
  void outputsTheSecretThatPasswordsAreHashedWith() {
    assertThat(Synthesized.text(Synthesized.byDefault().output("credentialPepperArn")))
        .isEqualTo("${OperatorDataCredentialPepper}");
  }

  @Test
  void outputsWithDomainNameTheGatewayInIt() {
    Synthesized stack = Synthesized.withDomain();

    assertThat(Synthesized.text(stack.output("loadBalancerDnsName")))
        .isEqualTo("${EndpointLoadBalancer.DNSName}");
    assertThat(stack.output("websocketURL").asString()).isEqualTo("wss://gateway.example.com");
  }

  static List<Map<Setting, Object>> settings() {
    Map<Setting, Object> most = new HashMap<>(Synthesized.TLS_AT_THE_GATEWAY);
    most.put(Setting.EGRESS, "VPC_ENDPOINTS");
    most.put(Setting.STACK_NAME, "Second");
    most.put(Setting.ALARM_EMAIL, "cpo@example.com");
    return List.of(Map.of(), most);
  }

  @ParameterizedTest
  @MethodSource("settings")
  void sameSourcesGiveTheSameBytes(Map<Setting, Object> settings) throws IOException {
    Synthesized first = Synthesized.with("once", settings);

    Synthesized second = Synthesized.with("again", settings);

    assertThat(files(second)).isEqualTo(files(first));
    for (Path file : files(first)) {
      assertThat(second.directory().resolve(file))
          .hasSameBinaryContentAs(first.directory().resolve(file));
    }
  }

  @ParameterizedTest
  @MethodSource("variants")
  void nothingIsLeftToLookUp(Synthesized stack) {
    assertThat(stack.manifest().get("missing")).isNull();
  }

  @Test
  void accountAndRegionAreThoseOfTheEnvironment() {
    assertThat(environmentOf(Synthesized.byDefault()))
        .isEqualTo("aws://unknown-account/unknown-region");
    assertThat(environmentOf(Synthesized.withDomain())).isEqualTo("aws://123456789012/eu-west-1");
  }

  @Test
  void synthesisWarnsOfPlainTextAndMissingPasswordsAndOfNothingElse() {
    assertThat(Synthesized.byDefault().findings())
        .containsExactlyInAnyOrder(
            "Annotation::io.ocppgateway:plainText", "Annotation::io.ocppgateway:noPassword");
    assertThat(Synthesized.withDomain().findings()).isEmpty();
  }

  @Test
  void whatCloudFormationDoesNotTakeEndsTheSynthesis() {
    App app = Synthesized.app(Synthesized.emptyDirectory("invalid"), Map.of(), Map.of());
    Construct stack = (Construct) app.getNode().findChild(Setting.STACK_NAME.standard());
    CfnQueue.Builder.create(stack, "Invalid").build().addPropertyOverride("DelaySeconds", "soon");

    assertThatThrownBy(app::synth).hasMessageContaining("Validation failed");
  }

  @ParameterizedTest
  @CsvSource({
    "NAT, 10, 5500, false",
    "NAT, 10, 5501, true",
    "VPC_ENDPOINTS, 10, 10000, false",
    "VPC_ENDPOINTS, 20, 10000, true",
    "PUBLIC_IP, 100, 10000, false"
  })
  void synthesisWarnsOfMoreConnectionsThanTheWayOutCarries(
      String egress, int maxTasks, int connectionsPerTask, boolean warns) {
    Synthesized stack =
        Synthesized.with(
            "connections",
            Map.of(
                Setting.EGRESS,
                egress,
                Setting.MAX_TASKS,
                maxTasks,
                Setting.CONNECTIONS_PER_TASK,
                connectionsPerTask));

    assertThat(stack.findings().anyMatch("Annotation::io.ocppgateway:connections"::equals))
        .isEqualTo(warns);
  }

  @ParameterizedTest
  @MethodSource("variants")
  void thereIsNoCustomResource(Synthesized stack) {
    List<String> types =
        stack.resources().values().stream()
            .map(resource -> resource.get("Type").asString())
            .toList();

    assertThat(types)
        .noneMatch(type -> type.startsWith("Custom::"))
        .doesNotContain("AWS::CloudFormation::CustomResource");
    assertThat(stack.resources("AWS::Lambda::Function")).hasSize(3);
  }

  @Test
  void onlyTheHeartbeatTableOfTheDefaultStackHasANameOfItsOwn() {
    assertThat(physicalNames(Synthesized.byDefault())).containsExactly("chargePointHeartbeat");
    assertThat(physicalNames(Synthesized.withDomain())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("variants")
  void whatHoldsDataGoesWithTheStack(Synthesized stack) {
    Set<String> stateful =
        Set.of(
            "AWS::DynamoDB::GlobalTable",
            "AWS::Logs::LogGroup",
            "AWS::SQS::Queue",
            "AWS::SecretsManager::Secret");

    List<JsonNode> resources =
        stack.resources().values().stream()
            .filter(resource -> stateful.contains(resource.get("Type").asString()))
            .toList();

    assertThat(resources)
        .hasSizeGreaterThanOrEqualTo(8)
        .allSatisfy(resource ->
            assertThat(resource.path("DeletionPolicy").asString("")).isEqualTo("Delete"));
  }

  @ParameterizedTest
  @MethodSource("variants")
  void logsAreKeptForAMonth(Synthesized stack) {
    assertThat(stack.resources("AWS::Logs::LogGroup"))
        .hasSizeGreaterThanOrEqualTo(5)
        .allSatisfy(
            logs -> assertThat(logs.at("/Properties/RetentionInDays").asInt(0)).isEqualTo(30));
  }

  private static String environmentOf(Synthesized stack) {
    return stack.manifest().at("/artifacts/" + stack.stackName() + "/environment").asString();
  }

  /// Those that a stack of another name would have too.
  private static List<String> physicalNames(Synthesized stack) {
    return stack.resources().values().stream()
        .filter(resource -> !NAMED_OTHERWISE.contains(resource.get("Type").asString()))
        .flatMap(resource -> resource.path("Properties").propertyStream())
        .filter(property -> NAMES.contains(property.getKey()))
        .map(property -> property.getValue().toString().replace("\"", ""))
        .filter(name -> !name.contains(stack.stackName()) && !name.contains("AWS::Stack"))
        .toList();
  }

  private static List<Path> files(Synthesized stack) throws IOException {
    try (Stream<Path> paths = Files.walk(stack.directory())) {
      return paths
          .filter(Files::isRegularFile)
          .map(stack.directory()::relativize)
          .sorted()
          .toList();
    }
  }
}
