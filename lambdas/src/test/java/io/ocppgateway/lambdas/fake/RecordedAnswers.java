package io.ocppgateway.lambdas.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ocppgateway.lambdas.routing.Answers;
import io.ocppgateway.ocpp.ChargePointId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// Keeps what is published, and fails when told to.
public final class RecordedAnswers implements Answers {

  private final List<String> frames = new CopyOnWriteArrayList<>();
  private final AtomicInteger failures = new AtomicInteger();

  @Override
  public void publish(ChargePointId chargePointId, byte[] frame) {
    if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new IllegalStateException("the broker is out of order");
    }
    frames.add(chargePointId.thingName() + " " + new String(frame, UTF_8));
  }

  /// The next publications fail.
  public void failNext(int times) {
    failures.set(times);
  }

  /// What was published, each after the thing name it went to.
  public List<String> frames() {
    return List.copyOf(frames);
  }
}
