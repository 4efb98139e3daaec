package io.ocppgateway.gateway.admission;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import io.ocppgateway.ocpp.ChargePointId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The door to the broker. Whoever wants to send a CONNECT asks here first and goes ahead when it
/// is told to: at once in quiet times, later in a storm. Safe for use by many threads.
///
/// A charge point has one place in line: when it comes anew, the newer handshake takes the place of
/// the older one, so that nobody fills the line alone.
///
/// Who is turned away hears of it after a random while and not at once: charge points that lost
/// their connections together come back together, as their back-off has little chance in it, and
/// between two such waves the line would run empty. See docs/scaling.md for what that is worth. Of
/// those who are kept like that there are [#MOST_HELD] at most; the others hear of it at once.
public final class Admission implements AutoCloseable {

  /// How long a handshake waits in a line that is full, and how long a refusal is held back at
  /// most: both within the patience of a charge point, which is 30 s and more.
  public static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

  /// Refusals that are held back at once: all that a gateway gets in the first second of the storm
  /// in docs/scaling.md. Each is a socket and a timer.
  static final int MOST_HELD = 20_000;

  private static final Duration SHORTEST_RETRY = Duration.ofSeconds(5);

  private final EventExecutor timer;
  private final LongSupplier nanoTime;
  private final RandomGenerator random;
  private final Object lock = new Object();
  private final WaitingRoom<Waiter> room;
  private final Map<ChargePointId, Applicant> inLine = new HashMap<>();
  private final Set<Applicant> held = new HashSet<>();
  private boolean scheduled;
  private boolean closed;

  /// Opens the door.
  ///
  /// @param timer admits those who wait
  /// @param nanoTime a clock that does not step, [System#nanoTime]
  public Admission(
      AdmissionSettings settings,
      EventExecutor timer,
      LongSupplier nanoTime,
      RandomGenerator random) {
    this.timer = timer;
    this.random = random;
    this.nanoTime = nanoTime;
    room =
        new WaitingRoom<>(settings.rate(), settings.maxWaitingHandshakes(), nanoTime.getAsLong());
  }

  /// A charge point that has proved who it is asks to send its CONNECT.
  ///
  /// @param executor on which the handshake hears what becomes of it, never before this has
  ///   returned
  public Pass ask(ChargePointId id, EventExecutor executor, Handshake handshake) {
    Applicant applicant = new Applicant(id, executor, handshake);
    synchronized (lock) {
      Applicant older = inLine.remove(id);
      if (closed) {
        applicant.turnAway();
      } else if (older != null) {
        applicant.takePlaceOf(older);
      } else {
        switch (room.arrive(Arrival.HANDSHAKE, applicant, nanoTime.getAsLong())) {
          case Outcome.Admitted<Waiter> _ -> applicant.admit();
          case Outcome.Waits<Waiter>(Place<Waiter> place) -> applicant.standIn(place);
          case Outcome.TurnedAway<Waiter> _ -> applicant.turnAway();
        }
      }
    }
    return applicant;
  }

  /// Turns a handshake away that has not come as far as to ask.
  ///
  /// @param executor as above
  public Pass turnAway(ChargePointId id, EventExecutor executor, Handshake handshake) {
    Applicant applicant = new Applicant(id, executor, handshake);
    synchronized (lock) {
      applicant.turnAway();
    }
    return applicant;
  }

  /// Whether a charge point would be turned away if it asked now. What is refused in a storm must
  /// not cost a look-up before.
  public boolean isFullFor(ChargePointId id) {
    synchronized (lock) {
      return closed || (room.isFull() && !inLine.containsKey(id));
    }
  }

  /// A charge point whose socket is kept wants to connect to the broker anew. It is never turned
  /// away: there are no more of them than sockets.
  ///
  /// @param executor where the task runs, never before this has returned
  /// @param task sends the CONNECT
  public Pass askAgain(Executor executor, Runnable task) {
    Waiter waiter = new Waiter(executor, task);
    synchronized (lock) {
      switch (room.arrive(Arrival.RECONNECT, waiter, nanoTime.getAsLong())) {
        case Outcome.Waits<Waiter>(Place<Waiter> place) -> waiter.standIn(place);
        case Outcome.Admitted<Waiter> _ -> waiter.admit();
        case Outcome.TurnedAway<Waiter> _ ->
            throw new IllegalStateException("a reconnecting charge point was turned away");
      }
    }
    return waiter;
  }

  /// Whether anybody waits: what can wait as well should.
  public boolean isBusy() {
    synchronized (lock) {
      return !room.isEmpty();
    }
  }

  /// How many wait.
  public int waiting(Arrival arrival) {
    synchronized (lock) {
      return room.waiting(arrival);
    }
  }

  /// Turns away every handshake that waits and that still comes, at once; whoever was connected may
  /// connect anew.
  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      List<Applicant> leaving = new ArrayList<>(inLine.values());
      inLine.clear();
      leaving.forEach(Applicant::turnAway);
      List.copyOf(held).forEach(Applicant::hearAtOnce);
    }
  }

  private Duration retryAfter() {
    // Elsewhere there is no such line.
    return closed
        ? SHORTEST_RETRY
        : SHORTEST_RETRY.plusSeconds(TimeUnit.NANOSECONDS.toSeconds(room.nanosUntilEmpty()));
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
  private class Waiter implements Pass {

    private final Executor executor;
    private final Runnable task;
    private @Nullable Place<Waiter> place;
    private volatile boolean over;

    Waiter(Executor executor, Runnable task) {
      this.executor = executor;
      this.task = task;
    }

    void standIn(Place<Waiter> taken) {
      place = taken;
      schedule();
    }

    void admit() {
      hear(task);
    }

    /// Gives its place to somebody else.
    @Nullable Place<Waiter> giveUpPlace() {
      Place<Waiter> given = place;
      place = null;
      return given;
    }

    void hear(Runnable word) {
      executor.execute(() -> {
        if (!over) {
          over = true;
          word.run();
        }
      });
    }

    @Override
    public void giveUp() {
      over = true;
      synchronized (lock) {
        leave();
      }
    }

    void leave() {
      Place<Waiter> left = giveUpPlace();
      if (left != null) {
        room.leave(left);
      }
    }
  }

  /// A handshake that asked.
  private final class Applicant extends Waiter {

    private final ChargePointId id;
    private final EventExecutor executor;
    private final Handshake handshake;
    private @Nullable ScheduledFuture<?> hold;

    Applicant(ChargePointId id, EventExecutor executor, Handshake handshake) {
      super(executor, handshake::onAdmitted);
      this.id = id;
      this.executor = executor;
      this.handshake = handshake;
    }

    @Override
    void standIn(Place<Waiter> taken) {
      inLine.put(id, this);
      super.standIn(taken);
    }

    @Override
    void admit() {
      inLine.remove(id, this);
      super.admit();
    }

    @Override
    void leave() {
      inLine.remove(id, this);
      stopHolding();
      super.leave();
    }

    void takePlaceOf(Applicant older) {
      Place<Waiter> place = older.giveUpPlace();
      if (place != null) {
        place.handOver(this);
        standIn(place);
      }
      older.hear(older.handshake::onReplaced);
    }

    void turnAway() {
      super.leave();
      Duration retryAfter = retryAfter();
      if (closed || held.size() >= MOST_HELD) {
        hear(() -> handshake.onTurnedAway(retryAfter));
        return;
      }
      held.add(this);
      hold =
          executor.schedule(
              () -> {
                synchronized (lock) {
                  held.remove(this);
                }
                hear(() -> handshake.onTurnedAway(retryAfter));
              },
              random.nextLong(LONGEST_WAIT.toMillis() + 1),
              TimeUnit.MILLISECONDS);
    }

    void hearAtOnce() {
      stopHolding();
      Duration retryAfter = retryAfter();
      hear(() -> handshake.onTurnedAway(retryAfter));
    }

    private void stopHolding() {
      if (hold != null) {
        hold.cancel(false);
        hold = null;
        held.remove(this);
      }
    }
  }
}
