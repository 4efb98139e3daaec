package io.ocppgateway.cli.fleet;

import io.ocppgateway.cli.terminal.LiveBlock;
import io.ocppgateway.cli.terminal.Terminal;
import io.ocppgateway.simulator.fleet.FleetReport;
import io.ocppgateway.simulator.fleet.RunningFleet;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Shows a fleet while it runs: drawn in place on a terminal, elsewhere a line now and then. Safe
/// for use by many threads.
final class FleetWatch {

  private static final Duration BETWEEN_DRAWINGS = Duration.ofMillis(500);
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

  private final Terminal terminal;
  private final PrintWriter out;
  private final LiveBlock block;

  /// @param terminal that `out` writes to
  FleetWatch(Terminal terminal, PrintWriter out) {
    this.terminal = terminal;
    this.out = out;
    this.block = new LiveBlock(out);
  }

  /// Returns when the fleet has ended.
  ///
  /// @throws IllegalStateException if the fleet failed
  FleetReport watch(RunningFleet fleet, FleetView view) {
    while (true) {
      OptionalInt columns = terminal.columns();
      try {
        return fleet
            .ended()
            .get(
                (columns.isPresent() ? BETWEEN_DRAWINGS : BETWEEN_LINES).toMillis(),
                TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        show(fleet, view);
      } catch (ExecutionException e) {
        throw new IllegalStateException("the fleet failed: " + e.getCause(), e.getCause());
      } catch (InterruptedException e) {
        var _ = fleet.stop();
      }
    }
  }

  /// Tells something beside the figures.
  synchronized void say(String text) {
    block.leave();
    out.println(text);
  }

  private synchronized void show(RunningFleet fleet, FleetView view) {
    OptionalInt columns = terminal.columns();
    if (columns.isPresent()) {
      block.draw(view.block(fleet.snapshot(), columns.getAsInt()), columns.getAsInt());
    } else {
      out.println(view.line(fleet.snapshot()));
    }
  }
}
