package io.ocppgateway.bench.storm;

import io.ocppgateway.gateway.admission.Admission;
import io.ocppgateway.simulator.behaviour.RetryBackOff;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// A fleet of 1,000,000 charge points on 50 gateways in two zones loses one zone: what happens to
/// the half that was there, with and without admission, and with and without jitter in the charge
/// points' back-off. Prints the tables of docs/scaling.md.
public final class ZoneLoss {

  static final int LOST = 500_000;
  private static final int GATEWAYS_LEFT = 25;
  private static final int DEFAULT_QUOTA = 500;
  private static final int RAISED_QUOTA = 5_000;
  private static final Duration NO_ADMISSION = Duration.ofSeconds(-1);
  private static final Duration ANSWERED_AT_ONCE = Duration.ZERO;
  private static final Duration HELD = Admission.LONGEST_WAIT;
  private static final long SEED = 1;

  private static final RetryBackOff WITH_JITTER = RetryBackOff.STANDARD;
  private static final RetryBackOff WITHOUT_JITTER =
      new RetryBackOff(WITH_JITTER.waitMinimum(), Duration.ZERO, WITH_JITTER.repeatTimes());

  /// The load balancer resets the connections of a target that is gone.
  private static final Duration NOTICED_AT_ONCE = Duration.ZERO;

  private ZoneLoss() {}

  /// Simulates and prints.
  public static void main(String[] arguments) {
    List<Curve> curves = scenarios(LOST).parallelStream().map(Storm::pass).toList();
    System.out.println(StormTable.summary(curves));
    System.out.println(StormTable.curves(curves));
  }

  /// The storms, at their full size or smaller ones of the same shape.
  ///
  /// @param lost how many charge points have lost their connection
  static List<Scenario> scenarios(int lost) {
    return Stream.of(DEFAULT_QUOTA, RAISED_QUOTA)
        .map(quota -> Math.toIntExact((long) quota * lost / LOST))
        .flatMap(quota ->
            Stream.of(
                scenario("nothing", lost, quota, NO_ADMISSION, WITHOUT_JITTER),
                scenario("jitter", lost, quota, NO_ADMISSION, WITH_JITTER),
                scenario("admission", lost, quota, ANSWERED_AT_ONCE, WITHOUT_JITTER),
                scenario("admission, jitter", lost, quota, ANSWERED_AT_ONCE, WITH_JITTER),
                scenario("admission, refusals held", lost, quota, HELD, WITHOUT_JITTER),
                scenario("admission, refusals held, jitter", lost, quota, HELD, WITH_JITTER)))
        .toList();
  }

  private static Scenario scenario(
      String name, int lost, int quota, Duration refusalsHeld, RetryBackOff backOff) {
    return new Scenario(
        name,
        lost,
        Math.max(1, Math.toIntExact((long) GATEWAYS_LEFT * lost / LOST)),
        quota,
        !refusalsHeld.equals(NO_ADMISSION),
        refusalsHeld,
        NOTICED_AT_ONCE,
        backOff,
        SEED);
  }
}
