package io.ocppgateway.cli.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ocppgateway.cli.price.Meter;
import io.ocppgateway.cli.price.Use;
import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.simulator.behaviour.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What each design uses, and where its limits are.
class DesignTest {

  private static final Events MILLION_HEARTBEATS = new Events(0, 0, 0, 1_000_000, 0, 0);

  @Test
  void heartbeatUsesWhatTheTemplateDoesWithIt() {
    Use use = MessageWay.of(RoutingSettings.STANDARD).of(MILLION_HEARTBEATS);

    assertThat(use.of(Meter.IOT_MESSAGES)).isEqualTo(3_000_000);
    assertThat(use.of(Meter.IOT_RULES_TRIGGERED)).isEqualTo(2_000_000);
    assertThat(use.of(Meter.IOT_ACTIONS)).isEqualTo(2_000_000);
    assertThat(use.of(Meter.LAMBDA_REQUESTS)).isEqualTo(1_000_000);
    assertThat(use.of(Meter.DYNAMODB_WRITES)).isEqualTo(1_000_000);
    assertThat(use.of(Meter.SQS_REQUESTS)).isZero();
  }

  @Test
  void heartbeatThatIsNotRecordedTakesOneRuleAndNoWrite() {
    Use use = MessageWay.of(new RoutingSettings(false, false)).of(MILLION_HEARTBEATS);

    assertThat(use.of(Meter.IOT_RULES_TRIGGERED)).isEqualTo(1_000_000);
    assertThat(use.of(Meter.IOT_ACTIONS)).isEqualTo(1_000_000);
    assertThat(use.of(Meter.LAMBDA_REQUESTS)).isEqualTo(1_000_000);
    assertThat(use.of(Meter.DYNAMODB_WRITES)).isZero();
  }

  @Test
  void callThatGoesWellIsLoggedOnlyIfAskedFor() {
    Use quiet = MessageWay.of(new RoutingSettings(true, false)).of(MILLION_HEARTBEATS);
    Use loud = MessageWay.of(new RoutingSettings(true, true)).of(MILLION_HEARTBEATS);

    assertThat(quiet.of(Meter.LOG_GB)).isZero();
    assertThat(loud.of(Meter.LOG_GB)).isBetween(0.2, 0.5);
  }

  @Test
  void functionIsBilledTheSameForComputingAndMoreForWaitingTheMoreMemoryItHas() {
    FunctionSize small = new FunctionSize(512);
    FunctionSize large = new FunctionSize(1_024);

    assertThat(large.gigabyteSeconds(1, 0)).isCloseTo(small.gigabyteSeconds(1, 0), within(1e-9));
    assertThat(large.gigabyteSeconds(0, 1))
        .isCloseTo(2 * small.gigabyteSeconds(0, 1), within(1e-9));
  }

  @Test
  void samplesHeartbeatGoesThroughAQueue() {
    Use use = sample(1).ofTraffic(MILLION_HEARTBEATS);

    assertThat(use.of(Meter.IOT_MESSAGES)).isEqualTo(3_000_000);
    assertThat(use.of(Meter.IOT_RULES_TRIGGERED)).isEqualTo(1_000_000);
    assertThat(use.of(Meter.SQS_REQUESTS)).isEqualTo(3_000_000);
    assertThat(use.of(Meter.LAMBDA_REQUESTS)).isEqualTo(1_000_000);
    assertThat(use.of(Meter.DYNAMODB_WRITES)).isZero();
  }

  @Test
  void batchesSpareTheSampleReceivingDeletingAndInvoking() {
    Use use = sample(10).ofTraffic(MILLION_HEARTBEATS);

    assertThat(use.of(Meter.SQS_REQUESTS)).isEqualTo(1_200_000);
    assertThat(use.of(Meter.LAMBDA_REQUESTS)).isEqualTo(100_000);
  }

  @ParameterizedTest
  @CsvSource({
    // charge points, heartbeat, by what there are so many tasks
    "500, 300, 2, the least",
    "10000, 300, 2, charge points",
    "10001, 300, 4, charge points",
    "100000, 300, 20, charge points",
    "100000, 20, 20, charge points",
    "100000, 10, 28, processor"
  })
  void thereAreAsManyTasksAsTheFleetNeedsAndAsManyInEachZone(
      int chargePoints, int heartbeat, int tasks, String by) {
    Month month = month(Profile.HEARTBEAT, chargePoints, heartbeat);

    assertThat(GatewayDesign.of(StackSettings.STANDARD).tasks(month)).as(by).isEqualTo(tasks);
  }

  @Test
  void thereAreNoFewerTasksThanAreAskedFor() {
    TaskSettings tasks = TaskSettings.STANDARD;
    TaskSettings three =
        new TaskSettings(
            tasks.architecture(),
            tasks.size(),
            tasks.connectionsPerTask(),
            3,
            tasks.maxTasks(),
            tasks.connectsPerSecond());

    assertThat(
            GatewayDesign.of(StackSettings.STANDARD.with(three)).tasks(month(Profile.IDLE, 1, 300)))
        .isEqualTo(4);
  }

  @Test
  void tlsAtTheLoadBalancerPaysForEvery3000Connections() {
    assertThat(TlsEnd.NONE.capacityUnits(30_000, 1, 0.1)).isEqualTo(0.3);
    assertThat(TlsEnd.NLB.capacityUnits(30_000, 1, 0.1)).isEqualTo(10);
    assertThat(TlsEnd.GATEWAY.capacityUnits(30_000, 1, 0.1)).isEqualTo(0.3);
    assertThat(TlsEnd.NLB.capacityUnits(300, 100, 0.1)).isEqualTo(2);
    assertThat(TlsEnd.NONE.capacityUnits(300, 1, 7)).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource({
    "NAT, 2, 4, 0",
    "PUBLIC_IP, 0, 4, 0",
    "VPC_ENDPOINTS, 0, 2, 12",
  })
  void eachEgressStandsThereWithItsOwn(
      Egress egress, int natGateways, int addresses, int endpoints) {
    GatewayDesign design = GatewayDesign.of(StackSettings.STANDARD.with(egress));

    Use use = design.standing(month(Profile.HEARTBEAT, 500, 300));

    assertThat(use.of(Meter.NAT_GATEWAY_HOURS) / 730).isEqualTo(natGateways);
    assertThat(use.of(Meter.PUBLIC_ADDRESS_HOURS) / 730).isEqualTo(addresses);
    assertThat(use.of(Meter.ENDPOINT_HOURS) / 730).isEqualTo(endpoints);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          500     | 300 | NAT           | 5000  | 10  | 0 |
          55000   | 300 | NAT           | 5000  | 20  | 0 |
          55001   | 300 | NAT           | 5000  | 20  | 1 | give each task an address of its own: --egress PUBLIC_IP
          60000   | 300 | PUBLIC_IP     | 5000  | 10  | 1 | allow more: --max-tasks of 12
          150001  | 300 | PUBLIC_IP     | 5000  | 40  | 1 | ask AWS for more CONNECTs and SUBSCRIBEs a second
          20000   | 300 | PUBLIC_IP     | 20000 | 2   | 1 | give tasks more: --task-memory
          30000   | 300 | PUBLIC_IP     | 15000 | 2   | 2 | give tasks more of a processor: --task-cpu
          120000  | 300 | PUBLIC_IP     | 55000 | 10  | 4 | plan 6 tasks or more: --connections-per-task of 27,500 at most
          60000   | 300 | PUBLIC_IP     | 30000 | 2   | 4 | give tasks more: --task-memory
          100001  | 300 | VPC_ENDPOINTS | 5000  | 22  | 1 | give each task an address of its own: --egress PUBLIC_IP
          500001  | 300 | PUBLIC_IP     | 5000  | 102 | 4 | ask for a higher quota before the fleet grows so far
          10000   | 10  | NAT           | 5000  | 10  | 2 | lengthen the heartbeat interval
          """)
  void eachLimitThatIsExceededIsWarnedOfWithWhatToDo(
      int chargePoints,
      int heartbeat,
      Egress egress,
      int perTask,
      int maxTasks,
      int warnings,
      String advice) {
    TaskSettings tasks =
        new TaskSettings(Architecture.ARM64, TaskSize.STANDARD, perTask, 2, maxTasks, 500);
    Month month = month(Profile.HEARTBEAT, chargePoints, heartbeat);

    List<Limit> exceeded =
        new Limits(GatewayDesign.of(StackSettings.STANDARD.with(egress).with(tasks)), month)
            .all().stream().filter(Limit::isExceeded).toList();

    assertThat(exceeded).extracting(Limit::text).hasSize(warnings);
    if (advice != null) {
      assertThat(exceeded).extracting(Limit::advice).anyMatch(text -> text.contains(advice));
    }
  }

  @Test
  void fleetThatDoesNothingCostsWhatStandsThere() {
    Month month = new Month(1, Events.NONE);

    double usd = GatewayDesign.of(StackSettings.STANDARD).monthOf(month).usd().doubleValue();

    // Two tasks, two NAT gateways, four addresses, the load balancer, a secret: 0.15 an hour. Then
    // alarms, the dashboard, the key, metrics, and what is written of them.
    assertThat(usd)
        .isCloseTo(0.1523 * 730 + 0.40 + 30 * 0.10 + 3 + 1 + (27 + 38) * 0.30 + 0.24, within(0.5));
  }

  @ParameterizedTest
  @CsvSource({
    // egress, records, metrics of alarms: errors, throttles and invocations of three functions
    "NAT, true, 30",
    "NAT, false, 29",
    "PUBLIC_IP, true, 28",
    "VPC_ENDPOINTS, true, 28"
  })
  void everyRuleAndNatGatewayHasItsAlarmAndEachMetricOfAnAlarmIsPaid(
      Egress egress, boolean records, int metrics) {
    StackSettings settings =
        StackSettings.STANDARD.with(egress).with(new RoutingSettings(records, false));

    Use use = GatewayDesign.of(settings).standing(month(Profile.HEARTBEAT, 500, 300));

    assertThat(use.of(Meter.ALARM_METRICS)).isEqualTo(metrics);
    assertThat(use.of(Meter.DASHBOARDS)).isEqualTo(1);
    assertThat(use.of(Meter.KEYS)).isEqualTo(1);
  }

  @Test
  void eachTaskWritesItsMetricsAndTheirNumberIsThatOfAllTasks() {
    Watching watching = Watching.of(StackSettings.STANDARD);

    Use two = watching.monthOf(2, 4);
    Use twenty = watching.monthOf(20, 4);

    assertThat(twenty.of(Meter.CUSTOM_METRICS)).isEqualTo(two.of(Meter.CUSTOM_METRICS));
    assertThat(twenty.of(Meter.LOG_GB)).isCloseTo(9.2 * two.of(Meter.LOG_GB), within(0.2));
  }

  @Test
  void gatewaysTellWhatTheirPageNamesWithoutLabelsAndLittleMore() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "operations.md"));

    long always =
        Pattern.compile("(?m)^\\| `(?:ocpp_gateway|process)_\\w+` \\| (?!fact)")
            .matcher(page)
            .results()
            .count();

    // Three areas of memory; then why charge points and links ended, and undelivered commands.
    assertThat((double) Watching.of(StackSettings.STANDARD).ownMetrics())
        .isCloseTo(always + 3 + 3, within(3.0));
  }

  @Test
  void sampleHasContainerInsightsAndTheAlarmsOfItsScalingAlone() {
    Use use = sample(1).standing(month(Profile.HEARTBEAT, 500, 300));

    assertThat(use.of(Meter.CUSTOM_METRICS)).isEqualTo(38);
    assertThat(use.of(Meter.ALARM_METRICS)).isEqualTo(2);
    assertThat(use.of(Meter.DASHBOARDS) + use.of(Meter.KEYS) + use.of(Meter.VENDED_LOG_GB))
        .isZero();
  }

  @Test
  void loadBalancerThatEndsTlsLogsEachConnection() {
    Month month = month(Profile.HEARTBEAT, 10_000, 300);

    double plain = GatewayDesign.of(StackSettings.STANDARD).standing(month).of(Meter.VENDED_LOG_GB);
    double tls =
        GatewayDesign.of(StackSettings.STANDARD.with(TlsEnd.NLB))
            .standing(month)
            .of(Meter.VENDED_LOG_GB);

    assertThat(tls - plain).isCloseTo(month.events().connects() * 500 / 1e9, within(1e-9));
  }

  private static SampleDesign sample(double messagesPerBatch) {
    return new SampleDesign(Architecture.ARM64, TlsEnd.NONE, messagesPerBatch);
  }

  private static Month month(Profile profile, int chargePoints, int heartbeat) {
    return new Habits(profile, OcppVersion.V2_0_1, Duration.ofSeconds(heartbeat), 1, 1)
        .monthOf(chargePoints);
  }
}
