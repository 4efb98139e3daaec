package io.ocppgateway.simulator.fault;

import io.ocppgateway.simulator.chargepoint.Line;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// Ends each connection without a close frame: after a time by chance, and when it is told to stop
/// or to restart. CALLs in flight are cut off; it comes back with the usual back-off.
///
/// @param longest a connection lasts at least half of this and less than all of it
record AbruptClose(Duration longest) implements Fault {

  static final Duration LONGEST = Duration.ofSeconds(60);

  private static final int ABNORMAL_CLOSURE = 1006;

  @Override
  public String name() {
    return "abrupt-close";
  }

  @Override
  public String description() {
    return "closes without a close frame, after %d to %d s"
        .formatted(longest.toSeconds() / 2, longest.toSeconds());
  }

  @Override
  public Line line(Line line, Wiring wiring) {
    return new TimedLine(
        new AbruptLine(line, wiring),
        wiring.timers(),
        () -> lifetime(wiring.random()),
        events -> {
          wiring.socket().abort();
          events.onClosed(ABNORMAL_CLOSURE, "ended by the fault " + name());
        });
  }

  private Duration lifetime(RandomGenerator random) {
    long half = longest.toMillis() / 2;
    return Duration.ofMillis(half + random.nextLong(half));
  }

  private record AbruptLine(Line line, Wiring wiring) implements Line {

    @Override
    public void dial(Events events) {
      line.dial(events);
    }

    @Override
    public void send(byte[] text) {
      line.send(text);
    }

    @Override
    public void close(int code, String reason) {
      wiring.socket().abort();
    }
  }
}
