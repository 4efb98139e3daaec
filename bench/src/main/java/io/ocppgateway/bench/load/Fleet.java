package io.ocppgateway.bench.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// Charge points of a measurement, all connected to one candidate. Made and asked from any thread;
/// what its charge points tell it, they tell on the event loop that all of them share.
///
/// It rests, unless it is told to [#saturate] (each calls again as soon as it is answered) or to
/// [#pace] (each in its turn, whether the candidate keeps up or not).
public final class Fleet implements AutoCloseable {

  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final int DIGITS = 3;
  private static final long TICK_MICROS = 100;

  private final Load load;
  private final EventLoop eventLoop;
  private final String name;
  private final int port;
  private final List<LoadChargePoint> members = new ArrayList<>();

  // All of what follows is the event loop's.
  private Histogram latencies = new Histogram(LONGEST_NANOS, DIGITS);
  private boolean saturating;
  private @Nullable ScheduledFuture<?> pacing;
  private @Nullable CompletableFuture<Void> connecting;
  private @Nullable CompletableFuture<Void> resting;
  private @Nullable String failure;
  private boolean closing;
  private int size;
  private int begun;
  private int connected;
  private int open;
  private int next;

  /// A fleet of nobody.
  ///
  /// @param name begins the names of its charge points
  /// @param port of the candidate, on this machine
  public Fleet(Load load, String name, int port) {
    this.load = load;
    this.name = name;
    this.port = port;
    eventLoop = load.eventLoop();
  }

  /// Connects charge points. Connected is who got the answer to its first CALL.
  ///
  /// @param wanted how many
  /// @param atOnce how many may be about to connect
  /// @return completes when all are connected, exceptionally if one is refused or thrown out
  public CompletableFuture<Void> connect(int wanted, int atOnce) {
    CompletableFuture<Void> outcome = new CompletableFuture<>();
    eventLoop.execute(() -> {
      size = wanted;
      connecting = outcome;
      for (int i = 0; i < Math.min(wanted, atOnce); i++) {
        begin();
      }
    });
    return outcome;
  }

  /// From now on each charge point calls as soon as it is answered.
  public void saturate() {
    eventLoop.execute(() -> {
      saturating = true;
      members.forEach(LoadChargePoint::call);
    });
  }

  /// From now on charge points call in turns, at a rate.
  ///
  /// @param callsPerSecond of all of them together
  public void pace(int callsPerSecond) {
    eventLoop.execute(() -> {
      long start = System.nanoTime();
      long[] called = {0};
      pacing =
          eventLoop.scheduleAtFixedRate(
              () -> {
                long due = (System.nanoTime() - start) / 1000 * callsPerSecond / 1_000_000;
                for (; called[0] < due; called[0]++) {
                  callNext();
                }
              },
              TICK_MICROS,
              TICK_MICROS,
              TimeUnit.MICROSECONDS);
    });
  }

  /// Calls no more.
  ///
  /// @return completes when all CALLs are answered
  public CompletableFuture<Void> rest() {
    CompletableFuture<Void> outcome = new CompletableFuture<>();
    eventLoop.execute(() -> {
      saturating = false;
      if (pacing != null) {
        pacing.cancel(false);
        pacing = null;
      }
      resting = outcome;
      completeIfResting();
    });
    return outcome;
  }

  /// The latencies in nanoseconds of all round trips since this was asked last.
  ///
  /// @throws IllegalStateException if a charge point has lost its connection since
  public Histogram takeLatencies() {
    return load.ask(() -> {
      if (failure != null) {
        throw new IllegalStateException(failure);
      }
      Histogram taken = latencies;
      latencies = new Histogram(LONGEST_NANOS, DIGITS);
      return taken;
    });
  }

  /// Disconnects all; returns when all are.
  @Override
  public void close() {
    eventLoop.execute(() -> {
      closing = true;
      members.forEach(LoadChargePoint::close);
    });
    load.awaitTrue("charge points to be disconnected", () -> open == 0);
  }

  void onAnswer(LoadChargePoint member, long nanos) {
    if (connected < size) {
      onConnected();
      return;
    }
    latencies.recordValue(Math.min(nanos, LONGEST_NANOS));
    if (saturating) {
      member.call();
    } else {
      completeIfResting();
    }
  }

  void onClosed(String member) {
    open--;
    if (!closing) {
      onFailure(member + " has lost its connection");
    }
  }

  /// The first one counts: the others follow from it.
  void onFailure(String what) {
    if (failure == null) {
      failure = what;
    }
    if (connecting != null) {
      connecting.completeExceptionally(new IllegalStateException(failure));
    }
  }

  private void onConnected() {
    connected++;
    if (begun < size) {
      begin();
    }
    if (connected == size && connecting != null) {
      connecting.complete(null);
    }
  }

  private void begin() {
    LoadChargePoint member = new LoadChargePoint(this, name + begun, begun);
    begun++;
    open++;
    members.add(member);
    new Bootstrap()
        .group(eventLoop)
        .channel(load.transport().clientChannel())
        .option(ChannelOption.TCP_NODELAY, true)
        .handler(member)
        .connect("127.0.0.1", port)
        .addListener(outcome -> {
          if (!outcome.isSuccess()) {
            open--;
            onFailure("no connection to the candidate: " + outcome.cause());
          }
        });
  }

  private void callNext() {
    // Who still waits is passed over: it would not call either.
    for (int tried = 0; tried < members.size(); tried++) {
      LoadChargePoint member = members.get(next);
      next = (next + 1) % members.size();
      if (member.call()) {
        return;
      }
    }
  }

  private void completeIfResting() {
    if (resting != null && members.stream().noneMatch(LoadChargePoint::isWaiting)) {
      resting.complete(null);
      resting = null;
    }
  }
}
