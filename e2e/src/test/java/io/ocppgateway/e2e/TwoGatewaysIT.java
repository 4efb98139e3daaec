package io.ocppgateway.e2e;

import static io.ocppgateway.ocpp.OcppVersion.V2_0_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ocppgateway.local.usage.FunctionUsage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Two gateways share the port, as they share a load balancer in AWS, and are one to charge points.
class TwoGatewaysIT {

  /// By chance each connection comes to either gateway: with so many, to both.
  private static final int MOST_CONNECTIONS = 40;

  private static final List<String> GATEWAY_LOGS = List.of("gateway-1.log", "gateway-2.log");

  private static final int GATEWAYS = 2;

  private static Stack stack;

  /// How many each has had, by its log.
  private final Map<String, Long> connections = new HashMap<>();

  @BeforeAll
  static void start() {
    stack = Stack.start("two-gateways", GATEWAYS, List.of("TAKEN"));
  }

  @AfterAll
  static void stop() {
    if (stack != null) {
      stack.close();
    }
  }

  @Test
  void aSecondConnectionTakesOverFromAnotherGateway() {
    assertThat(stack.local().summary().gateways()).hasSize(GATEWAYS).doesNotHaveDuplicates();
    List<RawChargePoint> chargePoints = new ArrayList<>();
    Set<String> crossed = new HashSet<>();
    try {
      chargePoints.add(RawChargePoint.connect(stack, "TAKEN", V2_0_1));
      String gateway = gatewayOfLatest();
      while (crossed.size() < 2 && chargePoints.size() < MOST_CONNECTIONS) {
        RawChargePoint former = chargePoints.getLast();
        chargePoints.add(RawChargePoint.connect(stack, "TAKEN", V2_0_1));
        String next = gatewayOfLatest();
        if (!next.equals(gateway)) {
          crossed.add(gateway + " to " + next);
        }
        gateway = next;

        assertThat(former.awaitGoodbye()).isEqualTo(new RawChargePoint.Goodbye(1000, ""));
      }

      assertThat(crossed).as("take-overs in both directions").hasSize(2);
      chargePoints.getLast().beat();
      assertThatPresenceHasSeenItAllAndIsOnline();
    } finally {
      chargePoints.forEach(RawChargePoint::close);
    }
  }

  /// An end and a beginning for each take-over, in whatever order they came, and for the connection
  /// by which each gateway has tried the broker.
  private static void assertThatPresenceHasSeenItAllAndIsOnline() {
    await()
        .untilAsserted(() -> {
          PresenceRow row = PresenceRow.await(stack, "TAKEN", PresenceRow.Status.ONLINE);
          assertThat(row.versionNumber()).isGreaterThanOrEqualTo(2);
          assertThat(invocationsOfPresence()).isEqualTo(2 * row.versionNumber() + 1 + 2 * GATEWAYS);
        });
  }

  private static long invocationsOfPresence() {
    return stack.local().usage().functions().stream()
        .filter(function -> function.logicalId().contains("PresenceHandler"))
        .mapToLong(FunctionUsage::invocations)
        .sum();
  }

  /// The gateway that the latest connection came to: whose log has grown by it.
  private String gatewayOfLatest() {
    String log =
        await()
            .until(
                () -> GATEWAY_LOGS.stream().filter(this::hasGrown).findFirst(), Optional::isPresent)
            .orElseThrow();
    connections.merge(log, 1L, Long::sum);
    return log;
  }

  private boolean hasGrown(String log) {
    long lines =
        Repository.read(stack.logs().resolve(log))
            .lines()
            .filter(line -> line.contains("charge point connected"))
            .count();
    return lines > connections.getOrDefault(log, 0L);
  }
}
