package io.ocppgateway.e2e;

import static io.ocppgateway.ocpp.OcppVersion.V1_6;
import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.ocpp.environment.GatewayEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// A gateway whose clock somebody sets, against a broker that looks at signatures: AWS takes none
/// that is more than 15 minutes off.
@ExtendWith(LocalStackExtension.class)
class ClockJumpIT {

  @TempDir static Path directory;

  private final Stack stack;

  ClockJumpIT(Stack stack) {
    this.stack = stack;
  }

  @Test
  void whoIsConnectedNoticesNothingAndWhoComesMeanwhileIsServedOnceTheClockIsRight()
      throws Exception {
    Path offset = directory.resolve("offset");
    Map<String, String> environment =
        Map.of(
            GatewayEnvironment.LOG_LEVEL,
            "DEBUG",
            "LD_PRELOAD",
            Peers.faketime(),
            "FAKETIME_TIMESTAMP_FILE",
            offset.toString(),
            "FAKETIME_NO_CACHE",
            "1",
            "FAKETIME_DONT_FAKE_MONOTONIC",
            "1");
    set(offset, Duration.ZERO);
    try (ExtraGateway gateway = ExtraGateway.start(stack, "gateway-clock", environment);
        RawChargePoint steady = RawChargePoint.connect(gateway.port(), "CLOCK-STEADY", V1_6)) {
      steady.beat();

      set(offset, Duration.ofDays(1));
      steady.beat();
      try (RawChargePoint waiting = RawChargePoint.connect(gateway.port(), "CLOCK-NEW", V1_6);
          Messages messages = Messages.on(stack, "CLOCK-NEW/in")) {
        waiting.send("[2,\"early\",\"Heartbeat\",{}]");
        gateway.awaitLog("attempt to reach the broker failed");
        assertThat(messages.on("CLOCK-NEW/in")).isEmpty();

        set(offset, Duration.ZERO);

        waiting.await("[3,\"early\"");
        waiting.beat();
      }
      steady.beat();
      assertThat(steady.isOpen()).isTrue();
    }
  }

  private static void set(Path offset, Duration wrong) throws IOException {
    Path next = offset.resolveSibling("offset.next");
    Files.writeString(next, "%+d\n".formatted(wrong.toSeconds()));
    Files.move(next, offset, StandardCopyOption.ATOMIC_MOVE);
  }
}
