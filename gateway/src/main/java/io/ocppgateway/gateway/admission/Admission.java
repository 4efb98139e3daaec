package io.ocppgateway.gateway.admission;

import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The door to the broker. Whoever wants to send a CONNECT asks here first and goes ahead when it
/// is told to: at once in quiet times, later in a storm. Safe for use by many threads.
///
/// ```java
/// switch (admission.ask(Arrival.HANDSHAKE, eventLoop, this::connect)) {
///   case Answer.Granted granted -> pass = granted.pass(); // pass.giveUp() if the peer goes away
///   case Answer.Refused refused -> // in refused.answerAfter(): 503, Retry-After
/// }
/// ```
///
/// A refusal is to be answered after a random while and not at once: charge points that lost their
/// connections together come back together, as their back-off has little chance in it, and between
/// two such waves the line would run empty. See docs/scaling.md for what that is worth.
public final class Admission {

  /// Within the patience of a charge point: 30 s and more.
  private static final Duration LONGEST_HOLD = Duration.ofSeconds(20);

  private static final int MIN_RETRY_AFTER_SECONDS = 5;

  private final EventExecutor timer;
  private final LongSupplier nanoTime;
  private final RandomGenerator random;
  private final Object lock = new Object();
  private final WaitingRoom<Waiter> room;
  private boolean scheduled;

  /// Opens the door.
  ///
  /// @param maxWaitingHandshakes beyond which handshakes are refused
  /// @param timer admits those who wait
  /// @param nanoTime a clock that does not step, [System#nanoTime]
  public Admission(
      ConnectRate rate,
      int maxWaitingHandshakes,
      EventExecutor timer,
      LongSupplier nanoTime,
      RandomGenerator random) {
    this.timer = timer;
    this.random = random;
    this.nanoTime = nanoTime;
    room = new WaitingRoom<>(rate, maxWaitingHandshakes, nanoTime.getAsLong());
  }

  /// What the door says.
  public sealed interface Answer {

    /// The task is handed to its executor when it is time, which may be now.
    record Granted(Pass pass) implements Answer {}

    /// Too many wait already.
    ///
    /// @param answerAfter how long to keep the charge point waiting for its 503
    /// @param retryAfter when those who wait now have gone
    record Refused(Duration answerAfter, Duration retryAfter) implements Answer {}
  }

  /// The right to go ahead, now or later.
  public interface Pass {

    /// Leaves the line: the task will not run. Does nothing if it has.
    void giveUp();
  }

  /// Asks to send a CONNECT.
  ///
  /// @param executor where the task runs
  /// @param task sends the CONNECT
  public Answer ask(Arrival arrival, Executor executor, Runnable task) {
    Waiter waiter = new Waiter(executor, task);
    synchronized (lock) {
      return switch (room.arrive(arrival, waiter, nanoTime.getAsLong())) {
        case Outcome.Admitted<Waiter> _ -> {
          waiter.admit();
          yield new Answer.Granted(waiter);
        }
        case Outcome.Waits<Waiter>(Place<Waiter> place) -> {
          waiter.takePlace(place);
          schedule();
          yield new Answer.Granted(waiter);
        }
        case Outcome.TurnedAway<Waiter> _ -> new Answer.Refused(answerAfter(), retryAfter());
      };
    }
  }

  /// How many wait.
  public int waiting(Arrival arrival) {
    synchronized (lock) {
      return room.waiting(arrival);
    }
  }

  private Duration answerAfter() {
    return Duration.ofMillis(random.nextLong(LONGEST_HOLD.toMillis() + 1));
  }

  private Duration retryAfter() {
    return Duration.ofSeconds(
        MIN_RETRY_AFTER_SECONDS + TimeUnit.NANOSECONDS.toSeconds(room.nanosUntilEmpty()));
  }

  private void schedule() {
    if (scheduled || room.isEmpty()) {
      return;
    }
    scheduled = true;
    timer
        .schedule(
            this::admitWaiting, room.nanosUntilNext(nanoTime.getAsLong()), TimeUnit.NANOSECONDS)
        // A timer that is shut down admits nobody any more, and nobody needs it to.
        .addListener(_ -> {});
  }

  private void admitWaiting() {
    synchronized (lock) {
      scheduled = false;
      Waiter next = room.next(nanoTime.getAsLong());
      while (next != null) {
        next.admit();
        next = room.next(nanoTime.getAsLong());
      }
      schedule();
    }
  }

  /// Somebody who asked, guarded by the door's lock but for what runs on its executor.
  private final class Waiter implements Pass {

    private final Executor executor;
    private final Runnable task;
    private @Nullable Place<Waiter> place;
    private volatile boolean givenUp;

    Waiter(Executor executor, Runnable task) {
      this.executor = executor;
      this.task = task;
    }

    void takePlace(Place<Waiter> taken) {
      place = taken;
    }

    void admit() {
      executor.execute(() -> {
        if (!givenUp) {
          task.run();
        }
      });
    }

    @Override
    public void giveUp() {
      givenUp = true;
      synchronized (lock) {
        if (place != null) {
          room.leave(place);
        }
      }
    }
  }
}
