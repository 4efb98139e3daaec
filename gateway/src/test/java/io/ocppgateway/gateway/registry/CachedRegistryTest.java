package io.ocppgateway.gateway.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.ocpp.ChargePointId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

final class CachedRegistryTest {

  private static final ChargePointId CP1 = new ChargePointId("CP1");
  private static final ChargePointId CP2 = new ChargePointId("CP2");
  private static final Duration LIFETIME = Duration.ofSeconds(30);

  private final List<CompletableFuture<Registration>> asked = new ArrayList<>();

  /// Any origin will do.
  private long now = Long.MAX_VALUE - 1_000;

  private final CachedRegistry registry = new CachedRegistry(this::ask, LIFETIME, 1, () -> now);

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

  private CompletionStage<Registration> ask(ChargePointId id) {
    CompletableFuture<Registration> answer = new CompletableFuture<>();
    asked.add(answer);
    return answer;
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }
}
