package io.ocppgateway.gateway.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.ocpp.registration.PasswordHash;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class CachedRegistryTest {

  private static final ChargePointId CP1 = new ChargePointId("CP1");
  private static final ChargePointId CP2 = new ChargePointId("CP2");
  private static final PasswordHash HASH =
      PasswordHash.parse("hmac-sha256$" + "A".repeat(22) + "==$" + "A".repeat(43) + "=");
  private static final Duration LIFETIME = Duration.ofSeconds(30);

  private final List<CompletableFuture<Registration>> asked = new ArrayList<>();

  private final List<ChargePointId> told = new ArrayList<>();

  /// Any origin will do.
  private long now = Long.MAX_VALUE - 1_000;

  private final CachedRegistry registry = new CachedRegistry(this::ask, LIFETIME, 1, () -> now);

  @BeforeEach
  void listen() {
    registry.tell(told::add);
  }

  @Test
  void concurrentLookUpsOfOneChargePointAreOne() {
    CompletionStage<Registration> first = registry.find(CP1);
    CompletionStage<Registration> second = registry.find(CP1);
    registry.find(CP2);

    asked.getFirst().complete(Registration.REGISTERED);

    assertThat(asked).hasSize(2);
    assertThat(first).isCompletedWithValue(Registration.REGISTERED);
    assertThat(second).isCompletedWithValue(Registration.REGISTERED);
  }

  @Test
  void registeredChargePointIsRememberedForItsTime() {
    registry.find(CP1);
    asked.getFirst().complete(Registration.REGISTERED);

    pass(LIFETIME.minusMillis(1));
    CompletionStage<Registration> again = registry.find(CP1);

    assertThat(again).isCompletedWithValue(Registration.REGISTERED);
    assertThat(asked).hasSize(1);
  }

  @Test
  void rememberedChargePointIsForgottenAfterItsTime() {
    registry.find(CP1);
    asked.getFirst().complete(Registration.REGISTERED);

    pass(LIFETIME);
    registry.find(CP1);

    assertThat(asked).hasSize(2);
  }

  @Test
  void refusalIsRememberedForAMoment() {
    registry.find(CP1);
    asked.getFirst().complete(Registration.UNREGISTERED);

    pass(AnswerCache.REFUSAL_LIFETIME.minusMillis(1));
    CompletionStage<Registration> again = registry.find(CP1);
    pass(Duration.ofMillis(1));
    registry.find(CP1);

    assertThat(again).isCompletedWithValue(Registration.UNREGISTERED);
    assertThat(asked).hasSize(2);
  }

  @Test
  void strangersDriveNobodyOut() {
    registry.find(CP1);
    asked.getFirst().complete(Registration.REGISTERED);

    registry.find(CP2);
    asked.getLast().complete(Registration.UNREGISTERED);
    registry.find(CP1);

    assertThat(asked).hasSize(2);
  }

  @Test
  void failureIsToldAndNotRemembered() {
    CompletionStage<Registration> failed = registry.find(CP1);
    asked.getFirst().completeExceptionally(new IllegalStateException("table is down"));

    registry.find(CP1);

    assertThat(failed).isCompletedExceptionally();
    assertThat(asked).hasSize(2);
  }

  @Test
  void fullCacheForgetsTheOldest() {
    registry.find(CP1);
    asked.get(0).complete(Registration.REGISTERED);
    registry.find(CP2);
    asked.get(1).complete(Registration.REGISTERED);

    registry.find(CP2);
    registry.find(CP1);

    assertThat(asked).hasSize(3);
  }

  @Test
  void whatIsForgottenCostsNoMemory() {
    registry.find(CP1);
    asked.get(0).complete(Registration.REGISTERED);
    registry.find(CP2);
    asked.get(1).complete(Registration.UNREGISTERED);

    int atFirst = registry.size();
    pass(AnswerCache.REFUSAL_LIFETIME);
    registry.dropExpired();
    int withoutRefusals = registry.size();
    pass(LIFETIME.minus(AnswerCache.REFUSAL_LIFETIME));
    registry.dropExpired();

    assertThat(atFirst).isEqualTo(2);
    assertThat(withoutRefusals).isOne();
    assertThat(registry.size()).isZero();
  }

  @Test
  void registrationByWhichAChargePointCameAndWhichHasChangedSinceIsTold() {
    Registration changed = new Registration.Registered(OcppVersion.V1_6, null, null);
    answer(CP1, Registration.REGISTERED);
    pass(LIFETIME.minus(CachedRegistry.LOOK_INTERVAL).minusSeconds(1));
    registry.onLetIn(CP1);

    registry.dropExpired();
    int before = asked.size();
    pass(Duration.ofSeconds(1));
    registry.dropExpired();
    asked.getLast().complete(changed);
    registry.dropExpired();

    assertThat(before).isOne();
    assertThat(asked).as("it is looked up once").hasSize(2);
    assertThat(told).containsExactly(CP1);
  }

  @Test
  void registrationThatHasNotChangedIsToldToNobody() {
    answer(CP1, new Registration.Registered(OcppVersion.V1_6, null, HASH));
    pass(LIFETIME.minusSeconds(1));
    registry.onLetIn(CP1);

    pass(LIFETIME);
    registry.dropExpired();
    asked
        .getLast()
        .complete(
            new Registration.Registered(OcppVersion.V1_6, null, PasswordHash.parse(HASH.text())));
    registry.dropExpired();

    assertThat(asked).hasSize(2);
    assertThat(told).isEmpty();
  }

  @Test
  void whoWasLookedUpJustNowIsNotLookedUpAgain() {
    answer(CP1, Registration.REGISTERED);
    registry.onLetIn(CP1);

    pass(LIFETIME);
    registry.dropExpired();

    assertThat(asked).hasSize(1);
  }

  @Test
  void whoWaitedForLongerThanItIsRememberedIsLookedUpAtOnce() {
    answer(CP1, Registration.REGISTERED);
    pass(LIFETIME);

    registry.onLetIn(CP1);
    asked.getLast().complete(Registration.DISABLED);

    assertThat(asked).hasSize(2);
    assertThat(told).containsExactly(CP1);
  }

  @Test
  void lookUpThatFailsIsMadeAgainAndEndsNobody() {
    registry.check(CP1);
    asked.getLast().completeExceptionally(new IllegalStateException("table is down"));
    int afterTheFailure = asked.size();

    registry.dropExpired();
    List<ChargePointId> before = List.copyOf(told);
    asked.getLast().complete(Registration.UNREGISTERED);

    assertThat(afterTheFailure).isOne();
    assertThat(asked).hasSize(2);
    assertThat(before).isEmpty();
    assertThat(told).containsExactly(CP1);
  }

  @Test
  void whoIsCheckedAndStillRegisteredIsToldToNobody() {
    answer(CP1, Registration.REGISTERED);

    registry.check(CP1);
    asked.getLast().complete(Registration.REGISTERED);

    assertThat(asked).hasSize(2);
    assertThat(told).isEmpty();
  }

  @Test
  void whoIsCheckedAndFoundDisabledIsNotRememberedAsRegistered() {
    answer(CP1, Registration.REGISTERED);
    registry.check(CP1);
    asked.getLast().complete(Registration.DISABLED);

    CompletionStage<Registration> again = registry.find(CP1);

    assertThat(again).isCompletedWithValue(Registration.DISABLED);
    assertThat(asked).hasSize(2);
  }

  @Test
  void lookUpsThatAlwaysFailHoldUpNobody() {
    for (int i = 0; i < AnswerCache.MAX_CHECKS; i++) {
      registry.check(new ChargePointId("BAD" + i));
    }
    registry.check(CP1);
    for (CompletableFuture<Registration> each : List.copyOf(asked)) {
      each.completeExceptionally(new IllegalStateException("its item cannot be read"));
    }

    registry.dropExpired();
    asked.get(AnswerCache.MAX_CHECKS).complete(Registration.DISABLED);

    assertThat(told).containsExactly(CP1);
  }

  @Test
  void crowdIsCheckedAFewAtATime() {
    for (int i = 0; i < 3 * AnswerCache.MAX_CHECKS; i++) {
      registry.check(new ChargePointId("CP" + i));
    }
    int atOnce = asked.size();
    asked.getFirst().complete(Registration.REGISTERED);
    int afterOne = asked.size();
    for (int i = 1; i < asked.size(); i++) {
      asked.get(i).complete(Registration.REGISTERED);
    }

    assertThat(atOnce).isEqualTo(AnswerCache.MAX_CHECKS);
    assertThat(afterOne).isEqualTo(AnswerCache.MAX_CHECKS + 1);
    assertThat(asked).hasSize(3 * AnswerCache.MAX_CHECKS);
  }

  @Test
  void whoWasDisconnectedOnPurposeIsLookedUpWhenItComesAgain() {
    answer(CP1, Registration.REGISTERED);

    registry.forget(CP1);
    CompletionStage<Registration> again = registry.find(CP1);
    asked.getLast().complete(Registration.DISABLED);

    assertThat(again).isCompletedWithValue(Registration.DISABLED);
    assertThat(asked).hasSize(2);
  }

  @Test
  void answerThatWasOnItsWayWhenItBecameWrongIsNotRemembered() {
    registry.find(CP1);
    registry.forget(CP1);
    asked.getFirst().complete(Registration.REGISTERED);

    registry.find(CP1);

    assertThat(asked).hasSize(2);
  }

  private void answer(ChargePointId id, Registration registration) {
    registry.find(id);
    asked.getLast().complete(registration);
  }

  private CompletionStage<Registration> ask(ChargePointId id) {
    CompletableFuture<Registration> answer = new CompletableFuture<>();
    asked.add(answer);
    return answer;
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }
}
