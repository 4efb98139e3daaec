package io.ocppgateway.simulator.fault;

import io.ocppgateway.simulator.chargepoint.Line;
import io.ocppgateway.simulator.chargepoint.Timers;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// A line to which something happens a while after each handshake, unless the connection has ended
/// by then.
final class TimedLine implements Line {

  private final Line line;
  private final Timers timers;
  private final Supplier<Duration> after;
  private final Consumer<Events> happening;
  private Timers.Timer timer = Timers.Timer.NONE;

  /// @param happening may tell what comes of it, as the line itself would
  TimedLine(Line line, Timers timers, Supplier<Duration> after, Consumer<Events> happening) {
    this.line = line;
    this.timers = timers;
    this.after = after;
    this.happening = happening;
  }

  @Override
  public void dial(Events events) {
    timer.cancel();
    line.dial(
        new Tapped(
            events,
            () -> timer = timers.after(after.get(), () -> happening.accept(events)),
            () -> timer.cancel()));
  }

  @Override
  public void send(byte[] text) {
    line.send(text);
  }

  @Override
  public void close(int code, String reason) {
    timer.cancel();
    line.close(code, reason);
  }
}
