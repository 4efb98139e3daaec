package io.ocppgateway.cli.fleet;

import io.ocppgateway.cli.register.FleetPassword;
import io.ocppgateway.cli.register.Things;
import io.ocppgateway.ocpp.ChargePointId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;

/// The things of one fleet: made before it starts, removed after it. Only those that were not there
/// before are made, and only those that were made are removed: each carries the fleet's mark as an
/// attribute.
public final class Registration {

  /// The attribute that holds the mark.
  public static final String ATTRIBUTE = "fleet";

  /// What AWS allows is 100 a second in an account: half of it is left to others.
  public static final int PER_SECOND_IN_AWS = 50;

  /// The local stack allows any.
  public static final int PER_SECOND_HERE = 2_000;

  private static final int AT_ONCE = 16;
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private static final Comparator<ChargePointId> BY_NAME =
      Comparator.comparing(ChargePointId::thingName);

  private final Things things;
  private final FleetPassword.Items passwords;
  private final String mark;
  private final int perSecond;
  private final Set<ChargePointId> made = new ConcurrentSkipListSet<>(BY_NAME);

  /// Those whose creation failed: AWS may have done it and could not say so.
  private final Set<ChargePointId> inDoubt = new ConcurrentSkipListSet<>(BY_NAME);

  private volatile boolean stopped;

  /// @param passwords of the charge points
  /// @param mark of this fleet, unlike that of any other
  /// @param perSecond how many calls begin in a second at most
  public Registration(Things things, FleetPassword.Items passwords, String mark, int perSecond) {
    this.things = things;
    this.passwords = passwords;
    this.mark = mark;
    this.perSecond = perSecond;
  }

  /// What the things of this fleet carry.
  String mark() {
    return mark;
  }

  /// Creates what is not there. Whatever becomes of it, [#remove] takes back what was made.
  ///
  /// @return how many were made
  /// @throws SdkException if one could not be made; no more are tried then
  int make(List<ChargePointId> chargePoints) {
    Queue<SdkException> failures = new ConcurrentLinkedQueue<>();
    forEach(
        chargePoints,
        () -> !stopped && failures.isEmpty(),
        chargePoint -> {
          try {
            if (things.create(chargePoint, Map.of(ATTRIBUTE, mark))) {
              made.add(chargePoint);
              passwords.put().accept(chargePoint);
            }
          } catch (SdkException e) {
            inDoubt.add(chargePoint);
            failures.add(e);
          }
        });
    SdkException failure = failures.peek();
    if (failure != null) {
      throw failure;
    }
    return made.size();
  }

  /// No more are made from now on. Safe for use by any thread.
  void stop() {
    stopped = true;
  }

  /// Removes what was made.
  ///
  /// @return those that could not be removed, in the order of their names
  List<ChargePointId> remove() {
    Set<ChargePointId> left = new ConcurrentSkipListSet<>(BY_NAME);
    List<ChargePointId> all = Stream.concat(made.stream(), inDoubt.stream()).toList();
    forEach(
        all,
        () -> true,
        chargePoint -> {
          try {
            if (made.contains(chargePoint) || things.has(chargePoint, Map.entry(ATTRIBUTE, mark))) {
              things.delete(chargePoint);
              passwords.delete().accept(chargePoint);
            }
          } catch (SdkException e) {
            left.add(chargePoint);
          }
        });
    return List.copyOf(left);
  }

  /// Does it for each, several at once, at the rate that is allowed; waits for the end.
  private void forEach(
      List<ChargePointId> chargePoints, BooleanSupplier goesOn, Consumer<ChargePointId> work) {
    Queue<ChargePointId> waiting = new ConcurrentLinkedQueue<>(chargePoints);
    AtomicLong begun = new AtomicLong();
    long start = System.nanoTime();
    Runnable worker =
        () -> {
          ChargePointId next;
          while (goesOn.getAsBoolean() && (next = waiting.poll()) != null) {
            awaitNanoTime(start + begun.getAndIncrement() * NANOS_PER_SECOND / perSecond);
            work.accept(next);
          }
        };
    try (ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE)) {
      for (int i = 0; i < AT_ONCE; i++) {
        workers.execute(worker);
      }
    }
  }

  private static void awaitNanoTime(long time) {
    for (long left = time - System.nanoTime(); left > 0; left = time - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
