package io.ocppgateway.gateway.peer;

import static org.awaitility.Awaitility.await;

import io.ocppgateway.gateway.peer.TestChargePoint.Received;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// Connections of one and the same charge point that all come at once, each of which only listens
/// for commands, which it answers, and for what it is told at its end.
public final class Stampede implements AutoCloseable {

  private static final Duration LONG = Duration.ofMinutes(1);

  private final Map<Integer, Integer> codes = new ConcurrentHashMap<>();
  private final Set<String> statuses = ConcurrentHashMap.newKeySet();
  private final AtomicInteger untold = new AtomicInteger();
  private final Set<TestChargePoint> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger undecided;
  private volatile boolean closing;

  private Stampede(int size) {
    undecided = new AtomicInteger(size);
  }

  public static Stampede of(int size, int port, String identity) {
    Stampede stampede = new Stampede(size);
    CountDownLatch start = new CountDownLatch(1);
    for (int i = 0; i < size; i++) {
      Thread.startVirtualThread(() -> stampede.connect(start, port, identity));
    }
    start.countDown();
    return stampede;
  }

  /// Waits until every connection was upgraded or refused, and all but one that were upgraded have
  /// ended.
  public void awaitOneLeft() {
    await().atMost(LONG).until(() -> undecided.get() == 0 && open.size() == 1);
  }

  public TestChargePoint theOneThatIsLeft() {
    return open.iterator().next();
  }

  /// How many times a close code came.
  public Map<Integer, Integer> codes() {
    return Map.copyOf(codes);
  }

  /// What came instead of an upgrade.
  public Set<String> statuses() {
    return Set.copyOf(statuses);
  }

  /// How many connections have ended without a status or a close code.
  public int untold() {
    return untold.get();
  }

  @Override
  public void close() throws IOException {
    closing = true;
    for (TestChargePoint left : open) {
      left.close();
    }
  }

  private void connect(CountDownLatch start, int port, String identity) {
    try {
      start.await();
      TestChargePoint chargePoint =
          TestChargePoint.request(port, "/" + identity, "Sec-WebSocket-Protocol: ocpp1.6");
      String status = chargePoint.response().lines().findFirst().orElse("");
      if (!status.startsWith("HTTP/1.1 101 ")) {
        statuses.add(status);
        chargePoint.close();
        undecided.decrementAndGet();
        return;
      }
      open.add(chargePoint);
      undecided.decrementAndGet();
      awaitGoodbye(chargePoint);
    } catch (IOException _) {
      untold.incrementAndGet();
      undecided.decrementAndGet();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void awaitGoodbye(TestChargePoint chargePoint) {
    try {
      Optional<Received> received = chargePoint.nextWithin(LONG);
      while (received.isPresent() && received.get().opcode() == TestChargePoint.TEXT) {
        chargePoint.sendText("[3,\"%s\",{}]".formatted(received.get().text().split("\"")[1]));
        received = chargePoint.nextWithin(LONG);
      }
      if (received.isPresent()) {
        codes.merge(received.get().closeCode(), 1, Integer::sum);
      }
      open.remove(chargePoint);
      chargePoint.close();
    } catch (IOException _) {
      // Closed here, at the end.
      if (open.remove(chargePoint) && !closing) {
        untold.incrementAndGet();
      }
    }
  }
}
