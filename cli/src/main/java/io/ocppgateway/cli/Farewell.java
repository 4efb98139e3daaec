package io.ocppgateway.cli;

import io.ocppgateway.simulator.SimulatedChargePoint;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// How a simulated charge point ends by Ctrl-C or SIGTERM: it closes its connection as one that is
/// switched off in order, the command says its last words, and the process ends with the command's
/// own exit code instead of the signal's.
final class Farewell {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();

  private Farewell() {}

  static Farewell to(SimulatedChargePoint chargePoint) {
    Farewell farewell = new Farewell();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> farewell.endWith(chargePoint)));
    return farewell;
  }

  /// The command has said its last words.
  int said(int code) {
    exitCode.complete(code);
    return code;
  }

  private void endWith(SimulatedChargePoint chargePoint) {
    if (exitCode.isDone()) {
      return;
    }
    chargePoint.stop();
    int code = exitCode.completeOnTimeout(1, PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
    // A hook has no other way to choose the exit code.
    Runtime.getRuntime().halt(code);
  }
}
