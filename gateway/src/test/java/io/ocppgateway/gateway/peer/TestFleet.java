package io.ocppgateway.gateway.peer;

import static org.awaitility.Awaitility.await;

import io.ocppgateway.gateway.peer.TestChargePoint.Received;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Charge points `FLEET0`, `FLEET1`, … that send one CALL after the other, answer commands, and
/// come back however their connection ended; a CALL that had no answer is repeated then.
public final class TestFleet implements AutoCloseable {

  /// At most, between an answer and the next CALL: short enough that always some are under way, and
  /// long enough that a slow machine keeps up with hundreds.
  private static final Duration PAUSE = Duration.ofMillis(1_000);

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int LONGEST_BACK_OFF_MILLIS = 1_000;

  private final IntSupplier port;
  private final List<Member> members;
  private final List<Thread> threads;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Map<Integer, Integer> goodbyes = new ConcurrentHashMap<>();
  private final Map<String, Integer> refusals = new ConcurrentHashMap<>();
  private final AtomicInteger cuts = new AtomicInteger();
  private final AtomicInteger silences = new AtomicInteger();

  private TestFleet(int size, IntSupplier port) {
    this.port = port;
    members = IntStream.range(0, size).mapToObj(number -> new Member("FLEET" + number)).toList();
    threads = members.stream().map(Thread::startVirtualThread).toList();
  }

  /// Lets charge points connect.
  ///
  /// @param port asked before each attempt
  public static TestFleet start(int size, IntSupplier port) {
    return new TestFleet(size, port);
  }

  public List<String> identities() {
    return members.stream().map(member -> member.identity).toList();
  }

  /// Waits until every charge point has got another answer than those it has.
  public void awaitNewAnswers() {
    List<Integer> before = members.stream().map(member -> member.answered).toList();
    await()
        .atMost(Duration.ofMinutes(3))
        .until(() ->
            IntStream.range(0, members.size())
                .allMatch(i -> members.get(i).answered > before.get(i)));
  }

  /// The ids of all CALLs that were answered.
  public Stream<String> answeredCalls() {
    return members.stream().flatMap(Member::answeredCalls);
  }

  /// How many times a close code came.
  public Map<Integer, Integer> goodbyes() {
    return Map.copyOf(goodbyes);
  }

  /// How many times a status came instead of an upgrade.
  public Map<String, Integer> refusals() {
    return Map.copyOf(refusals);
  }

  /// How many WebSockets have ended without a goodbye.
  public int cuts() {
    return cuts.get();
  }

  /// How many CALLs have got neither an answer nor the end of their connection for long.
  public int silences() {
    return silences.get();
  }

  @Override
  public void close() {
    stopped.countDown();
    try {
      for (Thread thread : threads) {
        thread.join(PATIENCE);
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private final class Member implements Runnable {

    private final String identity;
    private int number = 1;

    /// How many CALLs are answered: all before this one.
    private volatile int answered;

    Member(String identity) {
      this.identity = identity;
    }

    @Override
    public void run() {
      do {
        try (TestChargePoint chargePoint =
            TestChargePoint.request(
                port.getAsInt(), "/" + identity, "Sec-WebSocket-Protocol: ocpp1.6")) {
          String response = chargePoint.response();
          if (response.startsWith("HTTP/1.1 101 ")) {
            talk(chargePoint.patient());
          } else {
            refusals.merge(response.lines().findFirst().orElse("nothing"), 1, Integer::sum);
          }
        } catch (IOException _) {
          // Nobody listens, for the moment.
        }
      } while (!isStopped(ThreadLocalRandom.current().nextInt(LONGEST_BACK_OFF_MILLIS)));
    }

    Stream<String> answeredCalls() {
      return IntStream.rangeClosed(1, answered).mapToObj(this::callId);
    }

    private String callId(int call) {
      return identity + "-" + call;
    }

    private void talk(TestChargePoint chargePoint) {
      try {
        while (!isStopped(0) && call(chargePoint)) {
          number++;
        }
      } catch (IOException _) {
        cuts.incrementAndGet();
      }
    }

    /// @return whether it was answered, and a pause is over
    private boolean call(TestChargePoint chargePoint) throws IOException {
      chargePoint.sendText("[2,\"%s\",\"Heartbeat\",{}]".formatted(callId(number)));
      return awaitAnswer(chargePoint) && pause(chargePoint);
    }

    private boolean awaitAnswer(TestChargePoint chargePoint) throws IOException {
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (System.nanoTime() < end && !isStopped(0)) {
        Optional<Received> received = chargePoint.nextWithin(PAUSE);
        if (received.isPresent() && !take(chargePoint, received.get())) {
          return false;
        }
        if (answered == number) {
          return true;
        }
      }
      if (!isStopped(0)) {
        silences.incrementAndGet();
      }
      return false;
    }

    private boolean pause(TestChargePoint chargePoint) throws IOException {
      Duration pause = Duration.ofMillis(ThreadLocalRandom.current().nextLong(PAUSE.toMillis()));
      Optional<Received> received = chargePoint.nextWithin(pause);
      return received.isEmpty() || take(chargePoint, received.get());
    }

    /// @return whether the connection goes on
    private boolean take(TestChargePoint chargePoint, Received received) throws IOException {
      if (received.opcode() == TestChargePoint.CLOSE) {
        goodbyes.merge(received.closeCode(), 1, Integer::sum);
        chargePoint.send(TestChargePoint.FIN | TestChargePoint.CLOSE, received.payload());
        return false;
      }
      String id = received.text().split("\"")[1];
      if (received.text().startsWith("[2,")) {
        chargePoint.sendText("[3,\"%s\",{}]".formatted(id));
      } else if (id.equals(callId(number))) {
        answered = number;
      }
      return true;
    }
  }

  private boolean isStopped(int withinMillis) {
    try {
      return stopped.await(withinMillis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
