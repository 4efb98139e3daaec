package io.ocppgateway.simulator.chargepoint;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;

/// A clock that stands until it is turned, and the timers on it.
public final class ManualTimers implements Timers, InstantSource {

  private record Task(Instant at, long order, Runnable task) {}

  private final Queue<Task> tasks =
      new PriorityQueue<>(Comparator.comparing(Task::at).thenComparing(Task::order));
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private long order;

  @Override
  public Timer after(Duration delay, Runnable runnable) {
    Task task = new Task(now.plus(delay), order++, runnable);
    tasks.add(task);
    return () -> tasks.remove(task);
  }

  @Override
  public long nanoTime() {
    return Duration.between(Instant.EPOCH, now).toNanos();
  }

  @Override
  public Instant instant() {
    return now;
  }

  public void turn(Duration by) {
    Instant target = now.plus(by);
    while (!tasks.isEmpty() && !tasks.element().at().isAfter(target)) {
      Task task = tasks.remove();
      now = task.at().isAfter(now) ? task.at() : now;
      task.task().run();
    }
    now = target;
  }

  /// Turns the clock, and the timers that are due by then are late.
  public void oversleep(Duration by) {
    now = now.plus(by);
  }

  public int waiting() {
    return tasks.size();
  }

  public Optional<Duration> untilNext() {
    return Optional.ofNullable(tasks.peek()).map(task -> Duration.between(now, task.at()));
  }
}
