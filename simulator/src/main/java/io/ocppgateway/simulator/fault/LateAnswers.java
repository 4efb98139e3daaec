package io.ocppgateway.simulator.fault;

import io.ocppgateway.simulator.chargepoint.Line;
import io.ocppgateway.simulator.chargepoint.Timers;
import java.time.Duration;

/// Answers commands when nobody waits for the answer any more.
///
/// @param delay from the command to the answer
record LateAnswers(Duration delay) implements Fault {

  /// A little more than most central systems wait.
  static final Duration DELAY = Duration.ofSeconds(35);

  @Override
  public String name() {
    return "late-answers";
  }

  @Override
  public String description() {
    return "answers commands %d s late".formatted(delay.toSeconds());
  }

  @Override
  public Line line(Line line, Wiring wiring) {
    return new LateLine(line, wiring.timers(), delay);
  }

  /// Holds answers back. Those of a connection that has ended are not sent on the next.
  private static final class LateLine implements Line {

    private final Line line;
    private final Timers timers;
    private final Duration delay;
    private int connection;

    LateLine(Line line, Timers timers, Duration delay) {
      this.line = line;
      this.timers = timers;
      this.delay = delay;
    }

    @Override
    public void dial(Events events) {
      connection++;
      line.dial(events);
    }

    @Override
    public void send(byte[] text) {
      if (isAnswer(text)) {
        int asked = connection;
        timers.after(
            delay,
            () -> {
              if (asked == connection) {
                line.send(text);
              }
            });
      } else {
        line.send(text);
      }
    }

    @Override
    public void close(int code, String reason) {
      connection++;
      line.close(code, reason);
    }

    /// CALLRESULT and CALLERROR: our own frames begin without white space.
    private static boolean isAnswer(byte[] text) {
      return text[1] == '3' || text[1] == '4';
    }
  }
}
