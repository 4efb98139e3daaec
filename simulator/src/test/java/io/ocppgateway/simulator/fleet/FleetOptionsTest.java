package io.ocppgateway.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ocppgateway.ocpp.ChargePointId;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FleetOptionsTest {

  private static final FleetOptions OPTIONS =
      FleetOptions.of(URI.create("ws://localhost:8080"), 1000);

  @Test
  void identitiesAreAllOfOneLength() {
    List<ChargePointId> ids = OPTIONS.withIdPrefix("DE*").ids().toList();

    assertThat(ids).hasSize(1000).doesNotHaveDuplicates();
    assertThat(ids.getFirst().identity()).isEqualTo("DE*0001");
    assertThat(ids.get(41).identity()).isEqualTo("DE*0042");
    assertThat(ids.getLast().identity()).isEqualTo("DE*1000");
  }

  @Test
  void whatIsOutOfRangeIsNamed() {
    refused(() -> FleetOptions.of(OPTIONS.url(), 0), "the size is 0");
    refused(() -> OPTIONS.withConnectsPerSecond(0), "0.0 connects per second");
    refused(() -> OPTIONS.withConnectsPerSecond(Double.NaN), "NaN connects per second");
    refused(() -> OPTIONS.withDuration(Duration.ZERO), "the duration is PT0S");
    refused(() -> OPTIONS.withVersions(List.of()), "no version");
    refused(() -> OPTIONS.withEventLoops(0), "0 event loops");
    refused(() -> OPTIONS.withIdPrefix("x".repeat(125)), "'xxx");
    refused(() -> new FaultShare("burst", 101), "fault burst is wanted in 101.0 %");
    refused(
        () ->
            OPTIONS.withFaults(List.of(new FaultShare("no-pong", 60), new FaultShare("burst", 50))),
        "the faults add up to 110.0 %");
    refused(() -> new FaultShare("late", 1), "there is no fault 'late'");
  }

  private static void refused(Runnable options, String message) {
    assertThatIllegalArgumentException().isThrownBy(options::run).withMessageContaining(message);
  }
}
