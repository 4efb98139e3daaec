package io.ocppgateway.gateway.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class OutboxTest {

  private static final long BUDGET_BYTES = 1024 * 1024;

  private final Outbox outbox = new Outbox(new OutboxBudget(BUDGET_BYTES));

  @Test
  void messagesComeOutInOrderUntilTheWindowIsFull() {
    outbox.limitTo(2);
    Pending first = add();
    Pending second = add();
    add();

    List<Pending> sent = sendAll();

    assertThat(sent).containsExactly(first, second);
    assertThat(outbox.isFull()).isTrue();
  }

  @Test
  void acknowledgementsMayComeInAnyOrder() {
    outbox.limitTo(2);
    Pending first = add();
    Pending second = add();
    Pending third = add();
    sendAll();

    Pending acknowledged = outbox.acknowledged(second.packetId);

    assertThat(acknowledged).isSameAs(second);
    assertThat(sendAll()).containsExactly(third);
    assertThat(outbox.acknowledged(first.packetId)).isSameAs(first);
    assertThat(outbox.acknowledged(third.packetId)).isSameAs(third);
    assertThat(outbox.isEmpty()).isTrue();
  }

  @Test
  void acknowledgementOfNothingIsNothing() {
    Pending waiting = add();

    assertThat(outbox.acknowledged(waiting.packetId)).isNull();
    assertThat(outbox.acknowledged(77)).isNull();
    assertThat(sendAll()).containsExactly(waiting);
    assertThat(outbox.acknowledged(waiting.packetId)).isSameAs(waiting);
    assertThat(outbox.acknowledged(waiting.packetId)).as("a second time").isNull();
  }

  @Test
  void windowIsNeverWiderThanAwsTakes() {
    outbox.limitTo(0xFFFF);
    for (int i = 0; i <= Outbox.MAX_IN_FLIGHT; i++) {
      add();
    }

    assertThat(sendAll()).hasSize(Outbox.MAX_IN_FLIGHT);
  }

  @Test
  void manyBytesFillItToo() {
    outbox.add(message(Outbox.MAX_BYTES));

    assertThat(outbox.isFull()).isTrue();
  }

  @Test
  void usedUpBudgetFillsThoseThatHoldSomethingAndNobodyElse() {
    OutboxBudget budget = new OutboxBudget(64 * 1024);
    Outbox greedy = new Outbox(budget);
    Outbox modest = new Outbox(budget);
    greedy.add(message(64 * 1024));
    modest.add(message(100));
    boolean modestWasFull = modest.isFull();

    modest.add(message(OutboxBudget.LEAST_BYTES));

    assertThat(greedy.isFull()).isTrue();
    assertThat(modestWasFull).isFalse();
    assertThat(modest.isFull()).isTrue();
  }

  @Test
  void whatLeavesAnOutboxGoesBackToTheBudget() {
    OutboxBudget budget = new OutboxBudget(8 * 1024);
    Outbox one = new Outbox(budget);
    Pending acknowledged = message(5_000);
    one.add(acknowledged);
    one.add(message(5_000));
    boolean fullBefore = one.isFull();

    one.next();
    one.putBack(Objects.requireNonNull(one.acknowledged(acknowledged.packetId)));
    one.next();
    one.acknowledged(acknowledged.packetId);
    boolean fullBetween = one.isFull();
    one.drainTo(_ -> {});

    assertThat(fullBefore).isTrue();
    assertThat(fullBetween).isFalse();
    assertThat(budget.heldBytes()).isZero();
  }

  @Test
  void whatIsNotAcknowledgedIsSentAgainBeforeWhatCameSince() {
    outbox.limitTo(2);
    Pending first = add();
    Pending second = add();
    Pending third = add();
    sendAll();
    outbox.acknowledged(first.packetId);

    outbox.sendAgain();
    Pending fourth = add();

    outbox.limitTo(10);
    assertThat(sendAll()).containsExactly(second, third, fourth);
  }

  @Test
  void whatIsPutBackGoesBeforeWhatWasNotSent() {
    outbox.limitTo(2);
    Pending first = add();
    Pending second = add();
    Pending third = add();
    sendAll();

    outbox.putBack(acknowledge(first));

    assertThat(sendAll()).containsExactly(first);
    acknowledge(second);
    assertThat(sendAll()).containsExactly(third);
    acknowledge(first);
    acknowledge(third);
    assertThat(outbox.isEmpty()).isTrue();
  }

  @Test
  void whatIsPutBackIntoAnEmptyOneIsTheNext() {
    Pending only = add();
    sendAll();

    outbox.putBack(acknowledge(only));
    Pending next = add();

    assertThat(sendAll()).containsExactly(only, next);
  }

  @Test
  void packetIdsStartAgainAtOneAndPassNobodyWhoWaits() {
    Pending stuck = add();
    sendAll();
    for (int i = 2; i < 0xFFFF; i++) {
      Pending next = add();
      sendAll();
      assertThat(next.packetId).isEqualTo(i);
      acknowledge(next);
    }

    Pending blocked = add();
    List<Pending> whileStuck = sendAll();
    acknowledge(stuck);

    assertThat(whileStuck).isEmpty();
    assertThat(sendAll()).containsExactly(blocked);
    assertThat(blocked.packetId).isEqualTo(1);
  }

  @Test
  void everythingIsGivenOutInOrder() {
    Pending first = add();
    sendAll();
    Pending second = add();
    List<Pending> out = new ArrayList<>();

    outbox.drainTo(out::add);

    assertThat(out).containsExactly(first, second);
    assertThat(outbox.isEmpty()).isTrue();
    assertThat(outbox.isFull()).isFalse();
    Pending later = add();
    assertThat(sendAll()).containsExactly(later);
  }

  private Pending add() {
    Pending pending = message(10);
    outbox.add(pending);
    return pending;
  }

  private Pending acknowledge(Pending pending) {
    Pending acknowledged = outbox.acknowledged(pending.packetId);
    assertThat(acknowledged).isSameAs(pending);
    return pending;
  }

  private List<Pending> sendAll() {
    List<Pending> sent = new ArrayList<>();
    for (Pending next = outbox.next(); next != null; next = outbox.next()) {
      sent.add(next);
    }
    return sent;
  }

  private static Pending message(int bytes) {
    return new Pending("CP1/in", new byte[] {0}, Unpooled.wrappedBuffer(new byte[bytes]), false);
  }
}
