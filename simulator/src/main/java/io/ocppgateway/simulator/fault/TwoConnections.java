package io.ocppgateway.simulator.fault;

import io.ocppgateway.simulator.chargepoint.Line;
import io.ocppgateway.simulator.chargepoint.Timers;
import java.time.Duration;

/// Opens a second connection of its identity beside the first, which stays, and says nothing on it.
/// Where a central system then closes one of the two, the charge point opens that one again: so
/// they take each other's place for ever.
///
/// @param after the time from the first one's handshake to the second connection
record TwoConnections(Duration after) implements Fault {

  static final Duration AFTER = Duration.ofSeconds(10);

  @Override
  public String name() {
    return "two-connections";
  }

  @Override
  public String description() {
    return "opens a second connection with the same id %d s after the first"
        .formatted(after.toSeconds());
  }

  @Override
  public Line line(Line line, Wiring wiring) {
    return new Pair(line, wiring.socket().another(), wiring.timers(), after);
  }

  private static final class Pair implements Line {

    private static final int NORMAL_CLOSURE = 1000;
    private static final int ABNORMAL_CLOSURE = 1006;

    private final Line first;
    private final Line second;
    private final Timers timers;
    private final Duration after;
    private Timers.Timer timer = Timers.Timer.NONE;
    private boolean secondThere;

    Pair(Line first, Line second, Timers timers, Duration after) {
      this.first = first;
      this.second = second;
      this.timers = timers;
      this.after = after;
    }

    @Override
    public void dial(Events events) {
      timer.cancel();
      first.dial(
          new Tapped(
              new FirstEvents(events),
              () -> timer = timers.after(after, this::dialSecond),
              () -> timer.cancel()));
    }

    @Override
    public void send(byte[] text) {
      first.send(text);
    }

    @Override
    public void close(int code, String reason) {
      timer.cancel();
      secondThere = false;
      second.close(code, reason);
      first.close(code, reason);
    }

    private void dialSecond() {
      if (!secondThere) {
        secondThere = true;
        second.dial(new Tapped(new Silence(), () -> {}, this::onSecondEnded));
      }
    }

    private void onSecondEnded() {
      secondThere = false;
      timer.cancel();
      timer = timers.after(after, this::dialSecond);
    }

    /// The first connection's events. Who has been replaced ends for good, but not where its own
    /// second connection did it: of that it hears as of a broken one.
    private final class FirstEvents implements Events {

      private final Events events;

      FirstEvents(Events events) {
        this.events = events;
      }

      @Override
      public void onConnected() {
        events.onConnected();
      }

      @Override
      public void onMessage(byte[] text) {
        events.onMessage(text);
      }

      @Override
      public void onClosed(int code, String reason) {
        if (code == NORMAL_CLOSURE && secondThere) {
          events.onClosed(ABNORMAL_CLOSURE, "replaced by its own second connection");
        } else {
          events.onClosed(code, reason);
        }
      }

      @Override
      public void onRefused(int status, String reason) {
        events.onRefused(status, reason);
      }

      @Override
      public void onUnreachable(String reason) {
        events.onUnreachable(reason);
      }
    }

    private static final class Silence implements Events {

      @Override
      public void onConnected() {}

      @Override
      public void onMessage(byte[] text) {}

      @Override
      public void onClosed(int code, String reason) {}

      @Override
      public void onRefused(int status, String reason) {}

      @Override
      public void onUnreachable(String reason) {}
    }
  }
}
