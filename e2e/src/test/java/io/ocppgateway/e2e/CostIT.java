package io.ocppgateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ocppgateway.cli.cost.Comparison;
import io.ocppgateway.cli.cost.CostJson;
import io.ocppgateway.cli.cost.Egress;
import io.ocppgateway.cli.cost.Events;
import io.ocppgateway.cli.cost.FunctionSize;
import io.ocppgateway.cli.cost.Habits;
import io.ocppgateway.cli.cost.MessageWay;
import io.ocppgateway.cli.cost.RoutingSettings;
import io.ocppgateway.cli.cost.StackSettings;
import io.ocppgateway.cli.cost.TaskSettings;
import io.ocppgateway.cli.cost.TlsEnd;
import io.ocppgateway.cli.price.Meter;
import io.ocppgateway.cli.price.Use;
import io.ocppgateway.local.synth.Synth;
import io.ocppgateway.local.usage.FunctionUsage;
import io.ocppgateway.local.usage.RuleUsage;
import io.ocppgateway.local.usage.TopicGroup;
import io.ocppgateway.local.usage.Traffic;
import io.ocppgateway.local.usage.Usage;
import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.simulator.behaviour.Profile;
import io.ocppgateway.simulator.fleet.Fleet;
import io.ocppgateway.simulator.fleet.FleetOptions;
import io.ocppgateway.simulator.fleet.FleetReport;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What `cpo cost` reckons that AWS meters is what the local stack counts.
@Isolated
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class CostIT {

  /// So few, and so slowly, that a slow machine keeps up: what is asked for again is counted again.
  private static final int SIZE = 30;

  private static final int CONNECTS_PER_SECOND = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void forTheSameEventsTheModelAndTheLocalStackCountTheSame() {
    FleetOptions options =
        FleetOptions.of(URI.create("ws://localhost"), SIZE)
            .withIdPrefix("COST-")
            .withVersions(Arrays.asList(OcppVersion.values()))
            .withProfile(Profile.HEARTBEAT)
            .withConnectsPerSecond(CONNECTS_PER_SECOND)
            .withDuration(Duration.ofSeconds(25));
    List<String> identities = options.ids().map(ChargePointId::identity).toList();
    try (Stack stack = Stack.start("cost-stack", 1, identities)) {
      Usage before = usageOnceTheGatewayIsReady(stack);

      FleetReport report = Fleet.start(options.withUrl(URI.create(stack.url()))).ended().join();

      assertThat(report.lostNothing()).as("%s", report.failures()).isTrue();
      assertThat(answered(report, "Heartbeat")).isGreaterThan(SIZE);
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertAgree(report, before, stack.local().usage()));
    }
  }

  @ParameterizedTest
  @EnumSource(Egress.class)
  void theModelStandsOnWhatTheTemplateDeploys(Egress egress) {
    List<JsonNode> resources = resources(egress);

    JsonNode cost = cost(egress);

    assertThat(of(resources, "AWS::EC2::NatGateway")).hasSize(months(cost, "NAT_GATEWAY_HOURS"));
    assertThat(of(resources, "AWS::ElasticLoadBalancingV2::LoadBalancer"))
        .hasSize(months(cost, "LOAD_BALANCER_HOURS"));
    assertThat(publicAddresses(resources)).isEqualTo(months(cost, "PUBLIC_ADDRESS_HOURS"));
    assertThat(interfaces(resources)).isEqualTo(months(cost, "ENDPOINT_HOURS"));
    assertThat(of(resources, "AWS::SecretsManager::Secret")).hasSize((int) units(cost, "SECRETS"));
    assertThat(of(resources, "AWS::KMS::Key")).hasSize((int) units(cost, "KEYS"));
    assertThat(of(resources, "AWS::CloudWatch::Dashboard"))
        .hasSize((int) units(cost, "DASHBOARDS"));
    assertThat(metricsOfAlarms(resources)).isEqualTo((int) units(cost, "ALARM_METRICS"));
    assertThat(of(resources, "AWS::EC2::FlowLog")).hasSize(1);
    assertThat(of(resources, "AWS::ECS::Cluster"))
        .singleElement()
        .extracting(cluster -> cluster.path("ClusterSettings").toString())
        .isEqualTo("[{\"Name\":\"containerInsights\",\"Value\":\"enabled\"}]");
    assertThat(of(resources, "AWS::ECS::TaskDefinition"))
        .singleElement()
        .satisfies(task -> {
          assertThat(task.path("Cpu").asInt()).isEqualTo(cost.at("/settings/taskCpu").asInt());
          assertThat(task.path("Memory").asInt())
              .isEqualTo(cost.at("/settings/taskMemory").asInt());
          assertThat(task.at("/RuntimePlatform/CpuArchitecture").asString())
              .isEqualTo(cost.at("/settings/architecture").asString());
        });
    assertThat(of(resources, "AWS::ApplicationAutoScaling::ScalableTarget"))
        .singleElement()
        .extracting(target -> target.path("MinCapacity").asInt())
        .isEqualTo(cost.at("/stack/tasks").asInt());
    assertThat(
            of(resources, "AWS::IoT::TopicRule").stream()
                .filter(rule -> rule.path("TopicRulePayload").toString().contains("'+/in'")))
        .hasSize((int) MessageWay.of(RoutingSettings.STANDARD).rulesPerFrame());
    assertThat(of(resources, "AWS::Lambda::Function"))
        .isNotEmpty()
        .allSatisfy(function -> {
          assertThat(function.path("MemorySize").asInt())
              .isEqualTo(FunctionSize.STANDARD.memoryMib());
          // What goes well costs no log.
          assertThat(function.at("/LoggingConfig/SystemLogLevel").asString()).isEqualTo("WARN");
          assertThat(function.at("/LoggingConfig/ApplicationLogLevel").asString())
              .isEqualTo("INFO");
        });
  }

  private static JsonNode cost(Egress egress) {
    return JsonMapper.shared()
        .readTree(
            CostJson.text(
                Comparison.of(
                    500,
                    new Habits(
                        Profile.HEARTBEAT, OcppVersion.V2_0_1, Duration.ofSeconds(300), 0, 0),
                    new StackSettings(
                        egress, TlsEnd.NONE, TaskSettings.STANDARD, RoutingSettings.STANDARD))));
  }

  /// One in each of the load balancer's subnets, those of NAT gateways, and those of tasks.
  private static int publicAddresses(List<JsonNode> resources) {
    boolean ofTasks =
        of(resources, "AWS::ECS::Service")
            .getFirst()
            .at("/NetworkConfiguration/AwsvpcConfiguration/AssignPublicIp")
            .asString()
            .equals("ENABLED");
    int tasks =
        of(resources, "AWS::ApplicationAutoScaling::ScalableTarget")
            .getFirst()
            .path("MinCapacity")
            .asInt();
    return of(resources, "AWS::ElasticLoadBalancingV2::LoadBalancer")
            .getFirst()
            .path("Subnets")
            .size()
        + of(resources, "AWS::EC2::EIP").size()
        + (ofTasks ? tasks : 0);
  }

  /// Each endpoint that is paid has one in each of its subnets.
  private static int interfaces(List<JsonNode> resources) {
    return of(resources, "AWS::EC2::VPCEndpoint").stream()
        .filter(endpoint -> endpoint.path("VpcEndpointType").asString("").equals("Interface"))
        .mapToInt(endpoint -> endpoint.path("SubnetIds").size())
        .sum();
  }

  /// Those that are counted, and the two alarms that AWS makes for what each policy aims at.
  private static int metricsOfAlarms(List<JsonNode> resources) {
    return of(resources, "AWS::CloudWatch::Alarm").stream()
            .mapToInt(alarm ->
                Math.max(
                    1,
                    (int)
                        alarm
                            .path("Metrics")
                            .valueStream()
                            .filter(metric -> metric.has("MetricStat"))
                            .count()))
            .sum()
        + 2 * of(resources, "AWS::ApplicationAutoScaling::ScalingPolicy").size();
  }

  private static List<JsonNode> resources(Egress egress) {
    Path assembly =
        new Synth(Repository.root(), System.getenv(), System.out::println)
            .synthesize(Map.of("egress", egress.name()));
    return JsonMapper.shared()
        .readTree(Repository.read(assembly.resolve("AwsOcppGatewayStack.template.json")))
        .path("Resources")
        .values()
        .stream()
        .toList();
  }

  /// The properties of all resources of a type.
  private static List<JsonNode> of(List<JsonNode> resources, String type) {
    return resources.stream()
        .filter(resource -> resource.path("Type").asString().equals(type))
        .map(resource -> resource.path("Properties"))
        .toList();
  }

  private static int months(JsonNode cost, String meter) {
    return (int) (units(cost, meter) / cost.path("hours").asDouble());
  }

  private static double units(JsonNode cost, String meter) {
    return cost.at("/stack/meters/%s/units".formatted(meter)).asDouble();
  }

  /// To the last message. Minutes are fed to the model, not reckoned by it.
  private static void assertAgree(FleetReport report, Usage before, Usage usage) {
    Use reckoned =
        MessageWay.of(RoutingSettings.STANDARD)
            .of(
                new Events(
                    report.connections().opened(),
                    usage.connections().minutes(),
                    answered(report, "BootNotification"),
                    answered(report, "Heartbeat"),
                    answered(report, "StatusNotification"),
                    0));
    assertThat(reckoned.of(Meter.IOT_CONNECTION_MINUTES)).isEqualTo(usage.connections().minutes());
    assertThat(reckoned.of(Meter.IOT_MESSAGES)).isEqualTo(messages(usage) - messages(before));
    assertThat(reckoned.of(Meter.IOT_RULES_TRIGGERED))
        .isEqualTo(triggered(usage) - triggered(before));
    assertThat(reckoned.of(Meter.IOT_ACTIONS)).isEqualTo(actions(usage) - actions(before));
    assertThat(reckoned.of(Meter.LAMBDA_REQUESTS))
        .isEqualTo(invocations(usage) - invocations(before));
    assertThat(reckoned.of(Meter.DYNAMODB_WRITES)).isEqualTo(writes(before, usage));
    assertThat(reckoned.of(Meter.DYNAMODB_READS))
        .isEqualTo(operations(before, usage, "dynamodb:GetItem"));
    assertThat(reckoned.of(Meter.IOT_REGISTRY_AND_SHADOW))
        .isEqualTo(
            operations(before, usage, "iot:DescribeThing")
                + operations(before, usage, "iotdata:GetThingShadow")
                + operations(before, usage, "iotdata:UpdateThingShadow"));
  }

  /// It has tried the broker, by a connection of whose begin and end Presence is told, and the
  /// registry, by nobody's name; no charge point is there yet.
  private static Usage usageOnceTheGatewayIsReady(Stack stack) {
    return await()
        .until(
            () -> stack.local().usage(),
            usage ->
                invocations(usage) == 2
                    && open(usage) == 0
                    && usage.operations().containsKey("iot:DescribeThing"));
  }

  private static long open(Usage usage) {
    return usage.connections().open();
  }

  private static long triggered(Usage usage) {
    return sum(usage.rules().stream().map(RuleUsage::triggered));
  }

  /// Each rule has one action, and is metered for one where it has done none.
  private static long actions(Usage usage) {
    return sum(usage.rules().stream().map(rule -> Math.max(rule.triggered(), rule.actions())));
  }

  private static long invocations(Usage usage) {
    return sum(usage.functions().stream().map(FunctionUsage::invocations));
  }

  private static long messages(Usage usage) {
    return usage.connections().connects()
        + usage.connections().subscribes()
        + usage.connections().acknowledgements()
        + sum(
            Stream.of(TopicGroup.IN, TopicGroup.OUT, TopicGroup.UNDELIVERED)
                .map(usage.topics()::get)
                .flatMap(traffic -> Stream.of(traffic.published(), traffic.delivered()))
                .map(Traffic::metered));
  }

  private static long writes(Usage before, Usage usage) {
    return operations(before, usage, "dynamodb:PutItem")
        + operations(before, usage, "dynamodb:DeleteItem");
  }

  private static long operations(Usage before, Usage usage, String operation) {
    return usage.operations().getOrDefault(operation, 0L)
        - before.operations().getOrDefault(operation, 0L);
  }

  private static long answered(FleetReport report, String action) {
    return report.actions().get(action).calls().answered();
  }

  private static long sum(Stream<Long> numbers) {
    return numbers.mapToLong(Long::longValue).sum();
  }
}
