package io.ocppgateway.lambdas;

import static io.ocppgateway.ocpp.OcppVersion.V1_6;
import static io.ocppgateway.ocpp.OcppVersion.V2_0_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ocppgateway.lambdas.routing.FrameRouter;
import io.ocppgateway.lambdas.routing.Repetition;
import io.ocppgateway.lambdas.routing.Route;
import io.ocppgateway.lambdas.routing.Routes;
import io.ocppgateway.lambdas.routing.ValidationMode;
import io.ocppgateway.lambdas.shadow.Shadow;
import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.ocpp.v16.StatusNotificationResponse;
import io.ocppgateway.ocpp.v16.V16Actions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// CALLs that come twice, and CALLs that fail.
class RepetitionTest {

  private static final String BOOT =
      """
      [2,"1","BootNotification",{"chargePointVendor":"AWS","chargePointModel":"M1"}]\
      """;
  private static final String STATUS =
      """
      [2,"1","StatusNotification",{"connectorId":1,"errorCode":"NoError","status":"Charging"}]\
      """;
  private static final String INTERNAL_ERROR =
      "CP1 [4,\"1\",\"InternalError\",\"the central system failed\",{}]";

  @Test
  void repetitionIsGivenTheStoredAnswer() {
    CentralSystem system = CentralSystem.lenient();
    List<String> first = system.send(V1_6, BOOT);
    system.clock.advance(Duration.ofSeconds(60));

    List<String> second = system.send(V1_6, BOOT);

    assertThat(second).isEqualTo(first).hasSize(1);
  }

  @Test
  void repeatedHeartbeatIsToldTheTimeAfreshAndNothingIsStored() {
    CentralSystem system = CentralSystem.lenient();
    system.send(V1_6, "[2,\"1\",\"Heartbeat\",{}]");
    system.clock.advance(Duration.ofSeconds(60));

    List<String> second = system.send(V1_6, "[2,\"1\",\"Heartbeat\",{}]");

    assertThat(second).containsExactly("[3,\"1\",{\"currentTime\":\"2026-01-31T12:01:00Z\"}]");
    assertThat(system.processed.writes()).isZero();
  }

  @Test
  void reusedIdWithAnotherPayloadIsAnotherMessage() {
    CentralSystem system = CentralSystem.lenient();
    system.send(V1_6, STATUS);

    List<String> second = system.send(V1_6, STATUS.replace("Charging", "Finishing"));

    assertThat(second).containsExactly("[3,\"1\",{}]");
    assertThat(
            system
                .shadows
                .reported(new ChargePointId("CP1"), Shadow.CONNECTORS)
                .at("/1/status")
                .asString())
        .isEqualTo("Finishing");
  }

  @Test
  void reusedIdWithAnotherActionIsAnotherMessage() {
    CentralSystem system = CentralSystem.lenient();
    system.send(V1_6, STATUS);

    List<String> second = system.send(V1_6, BOOT);

    assertThat(second).singleElement().asString().contains("\"Accepted\"");
  }

  @Test
  void sameMessageOfAnotherVersionIsAnotherMessage() {
    CentralSystem system = CentralSystem.lenient();
    system.send(V1_6, BOOT);

    List<String> second = system.send(V2_0_1, BOOT);

    assertThat(second).singleElement().asString().startsWith("[3,\"1\",{\"currentTime\"");
  }

  @Test
  void answerIsForgottenAfterTheReplayWindow() {
    CentralSystem system = CentralSystem.lenient();
    system.send(V1_6, BOOT);
    system.clock.advance(Duration.ofMinutes(2));

    List<String> second = system.send(V1_6, BOOT);

    assertThat(second).singleElement().asString().contains("2026-01-31T12:02:00Z");
  }

  @Test
  void failureIsToldToTheChargePointAndToLambda() {
    CentralSystem system = CentralSystem.lenient();
    system.shadows.broken(true);

    assertThatThrownBy(() -> system.send(V1_6, BOOT))
        .hasMessage("the shadow service is out of order");

    assertThat(system.answers.frames()).containsExactly(INTERNAL_ERROR);
  }

  @Test
  void retryAfterAFailureIsHandled() {
    CentralSystem system = CentralSystem.lenient();
    system.shadows.broken(true);
    assertThatThrownBy(() -> system.send(V1_6, BOOT)).isInstanceOf(IllegalStateException.class);
    system.shadows.broken(false);

    List<String> retry = system.send(V1_6, BOOT);

    assertThat(retry).singleElement().asString().contains("\"Accepted\"");
  }

  @Test
  void errorsOfTheJvmAreToldTheChargePointToo() {
    CentralSystem system = CentralSystem.lenient();
    FrameRouter router =
        system.router(
            Routes.of(
                Route.of(
                    V16Actions.STATUS_NOTIFICATION,
                    (_, _) -> {
                      throw new NoClassDefFoundError("a/b/C");
                    },
                    Repetition.REPLAYED)),
            ValidationMode.LENIENT);

    assertThatThrownBy(() -> router.route(system.event(V1_6, STATUS)))
        .isInstanceOf(NoClassDefFoundError.class);

    assertThat(system.answers.frames()).containsExactly(INTERNAL_ERROR);
  }

  @Test
  void answerThatCouldNotBePublishedIsReplayedToTheRetry() {
    CentralSystem system = CentralSystem.lenient();
    system.answers.failNext(2);
    assertThatThrownBy(() -> system.send(V1_6, BOOT))
        .hasMessage("the broker is out of order")
        .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(1));
    system.clock.advance(Duration.ofSeconds(30));

    List<String> retry = system.send(V1_6, BOOT);

    assertThat(retry).singleElement().asString().contains("2026-01-31T12:00:00Z");
  }

  @Test
  void claimWhoseHolderVanishedLapses() {
    CentralSystem system = CentralSystem.lenient();
    AtomicInteger handled = new AtomicInteger();
    CountDownLatch never = new CountDownLatch(1);
    Future<?> vanished;
    try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
      FrameRouter hanging = statusRouter(system, handled, never);
      vanished = threads.submit(() -> hanging.route(system.event(V1_6, STATUS)));
      awaitHandled(handled, 1);

      List<String> within = system.send(V1_6, STATUS);
      system.clock.advance(Duration.ofSeconds(30));
      List<String> after = system.send(V1_6, STATUS);

      assertThat(within).isEmpty();
      assertThat(after).containsExactly("[3,\"1\",{}]");
      vanished.cancel(true);
    }
  }

  @Test
  void lapsedClaimThatFailsLeavesTheAnswerThatAnotherGave() {
    CentralSystem system = CentralSystem.lenient();
    AtomicInteger handled = new AtomicInteger();
    CountDownLatch never = new CountDownLatch(1);
    List<String> second;
    Future<?> first;
    try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
      FrameRouter slow = statusRouter(system, handled, never);
      first = threads.submit(() -> slow.route(system.event(V1_6, STATUS)));
      awaitHandled(handled, 1);
      system.clock.advance(Duration.ofSeconds(30));
      second = system.send(V1_6, STATUS);

      first.cancel(true);
    }

    int writes = system.processed.writes();
    List<String> third = system.send(V1_6, STATUS);

    assertThat(second).containsExactly("[3,\"1\",{}]");
    assertThat(third).isEqualTo(second);
    assertThat(system.processed.writes()).isEqualTo(writes);
  }

  @Test
  void concurrentDuplicateIsHandledAndAnsweredOnce() throws Exception {
    CentralSystem system = CentralSystem.lenient();
    AtomicInteger handled = new AtomicInteger();
    CountDownLatch goOn = new CountDownLatch(1);
    FrameRouter router = statusRouter(system, handled, goOn);
    try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
      Future<?> first = threads.submit(() -> router.route(system.event(V1_6, STATUS)));
      awaitHandled(handled, 1);

      router.route(system.event(V1_6, STATUS));
      List<String> whileInProgress = system.answers.frames();
      goOn.countDown();
      first.get(10, TimeUnit.SECONDS);

      assertThat(whileInProgress).isEmpty();
      assertThat(handled).hasValue(1);
      assertThat(system.answers.frames()).containsExactly("CP1 [3,\"1\",{}]");
    }
  }

  private static FrameRouter statusRouter(
      CentralSystem system, AtomicInteger handled, CountDownLatch goOn) {
    return system.router(
        Routes.of(
            Route.of(
                V16Actions.STATUS_NOTIFICATION,
                (_, _) -> {
                  handled.incrementAndGet();
                  awaitUninterrupted(goOn);
                  return new StatusNotificationResponse();
                },
                Repetition.REPLAYED)),
        ValidationMode.LENIENT);
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      if (!latch.await(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("waited for ten seconds");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("cancelled", e);
    }
  }

  private static void awaitHandled(AtomicInteger handled, int times) {
    org.awaitility.Awaitility.await().untilAsserted(() -> assertThat(handled).hasValue(times));
  }
}
