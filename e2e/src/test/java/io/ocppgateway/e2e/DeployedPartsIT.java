package io.ocppgateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What runs locally is what the template says.
@ExtendWith(LocalStackExtension.class)
class DeployedPartsIT {

  private final Stack stack;

  DeployedPartsIT(Stack stack) {
    this.stack = stack;
  }

  @Test
  void everyRuleFunctionTableAndGatewayOfTheTemplateRuns() {
    var summary = stack.local().summary();

    assertThat(summary.stackName()).isEqualTo("AwsOcppGatewayStack");
    assertThat(summary.rules())
        .containsExactlyInAnyOrder("AllFrames", "Heartbeats", "Presence", "Undelivered");
    assertThat(summary.functions())
        .containsExactlyInAnyOrder("FrameHandler", "PresenceHandler", "UndeliveredHandler");
    assertThat(summary.tables())
        .containsExactlyInAnyOrder(
            "ChargePoints", "Presence", "ProcessedMessages", "chargePointHeartbeat");
    assertThat(summary.gateways()).hasSize(1);
    assertThat(stack.local().isHealthy()).isTrue();
  }
}
