package io.ocppgateway.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.ocpp.frame.MessageId;
import io.ocppgateway.ocpp.topic.Undelivered.Reason;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/// Whatever happens in whatever order: never two CALLs in flight, and exactly one outcome for each
/// command.
final class CallLedgerModelTest {

  private static final CallRules RULES =
      new CallRules(3, Duration.ofNanos(10), Duration.ofNanos(7));

  /// Something that happens.
  ///
  /// @param number of the command that it is about, or the time that passes
  private record Step(Kind kind, int number) {}

  private enum Kind {
    OFFER,
    OFFER_EXPIRING,
    OFFER_AGAIN,
    OFFER_COPY,
    HEARD,
    ANSWER_UNUSABLY,
    ANSWER_IN_FLIGHT,
    ANSWER_ANY,
    OWN_CALL,
    OWN_CALL_ANSWERED,
    TIME,
    DEADLINE,
    BLOCK,
    UNBLOCK,
    START_NO_MORE,
    DISCONNECT
  }

  /// After which hardly anything happens any more: rare.
  private static final Set<Kind> LAST_WORDS = EnumSet.of(Kind.START_NO_MORE, Kind.DISCONNECT);

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Kind> kinds =
        Arbitraries.frequencyOf(
            Tuple.of(40, Arbitraries.of(Kind.class).filter(k -> !LAST_WORDS.contains(k))),
            Tuple.of(1, Arbitraries.of(LAST_WORDS)));
    return Combinators.combine(kinds, Arbitraries.integers().between(0, 12))
        .as(Step::new)
        .list()
        .ofMaxSize(120);
  }

  @Property(tries = 2000)
  void everyCommandHasOneOutcomeAndNeverAreTwoInFlight(@ForAll("steps") List<Step> steps) {
    Model model = new Model();

    steps.forEach(model::take);
    model.ledger.disconnect();

    assertThat(model.outcomes.keySet()).isEqualTo(model.offered);
    assertThat(model.outcomes.values()).as("outcomes").allMatch(count -> count == 1);
    assertThat(model.inFlight).isEmpty();
    assertThat(model.framesHeld).isEmpty();
    assertThat(model.order).as("in the order of arrival").isSorted();
    assertThat(model.ledger.nextDeadline()).isEqualTo(CallLedger.NEVER);
  }

  /// Commands are numbered: a command's frame is its number, its id too, but for one that reuses
  /// another's.
  private static final class Model implements CallOutlet<Integer> {

    private final CallLedger<Integer> ledger = new CallLedger<>(RULES, this);
    private final Set<Integer> offered = new HashSet<>();
    private final Set<Integer> framesHeld = new HashSet<>();
    private final Map<Integer, Integer> outcomes = new HashMap<>();
    private final Deque<Integer> inFlight = new ArrayDeque<>();
    private final List<Integer> order = new ArrayList<>();
    private int copiesDropped;
    private long now;

    void take(Step step) {
      switch (step.kind()) {
        case OFFER -> offer(CallLedger.NEVER);
        case OFFER_EXPIRING -> offer(now + step.number());
        case OFFER_AGAIN -> offerAgain(false);
        case OFFER_COPY -> offerAgain(true);
        case HEARD -> ledger.onHeard(now);
        case ANSWER_UNUSABLY -> ledger.onUnusableAnswer(id(step.number()), now);
        case ANSWER_IN_FLIGHT -> {
          if (!inFlight.isEmpty()) {
            answer(inFlight.peek());
          }
        }
        case ANSWER_ANY -> answer(step.number());
        case OWN_CALL -> ledger.onOwnCall(id(step.number()));
        case OWN_CALL_ANSWERED -> ledger.onOwnCallAnswered(id(step.number()), now);
        case TIME -> {
          now += step.number();
          ledger.onTime(now);
        }
        case DEADLINE -> {
          if (ledger.nextDeadline() != CallLedger.NEVER) {
            now = Math.max(now, ledger.nextDeadline());
            ledger.onTime(now);
            assertThat(ledger.nextDeadline()).isGreaterThan(now);
          }
        }
        case BLOCK -> ledger.onWritable(false, now);
        case UNBLOCK -> ledger.onWritable(true, now);
        case START_NO_MORE -> ledger.startNoMore();
        case DISCONNECT -> ledger.disconnect();
      }
      assertThat(inFlight).as("in flight").hasSizeLessThanOrEqualTo(1);
      assertThat(framesHeld).as("waiting").hasSizeLessThanOrEqualTo(RULES.maxWaiting());
    }

    @Override
    public void send(Integer frame) {
      assertThat(inFlight).as("in flight when the next is sent").isEmpty();
      framesHeld.remove(frame);
      inFlight.add(frame);
      order.add(frame);
    }

    @Override
    public void discard(Integer frame) {
      assertThat(framesHeld.remove(frame)).as("discarded once").isTrue();
    }

    @Override
    public void repeated(MessageId id) {
      // The first one's outcome is this one's.
      copiesDropped++;
    }

    @Override
    public void undelivered(MessageId id, Reason reason) {
      int number = Integer.parseInt(id.value());
      if (reason == Reason.INVALID) {
        // Of the second command with this id; the first keeps its own outcome.
        return;
      }
      inFlight.remove(number);
      outcomes.merge(number, 1, Integer::sum);
    }

    private void offer(long expiresAt) {
      int number = offered.size();
      offered.add(number);
      framesHeld.add(number);
      ledger.offer(new Command<>(id(number), number, number, expiresAt), now);
    }

    private void offerAgain(boolean isCopy) {
      if (!inFlight.isEmpty()) {
        int frame = -1;
        framesHeld.add(frame);
        int number = inFlight.peek();
        int before = copiesDropped;
        ledger.offer(
            new Command<>(id(number), frame, isCopy ? number : frame, CallLedger.NEVER), now);
        assertThat(framesHeld).doesNotContain(frame);
        assertThat(copiesDropped - before).isEqualTo(isCopy ? 1 : 0);
      }
    }

    private void answer(int number) {
      boolean expected = inFlight.remove(number);
      AnswerFate fate = ledger.onAnswer(id(number), now);
      assertThat(fate == AnswerFate.EXPECTED).isEqualTo(expected);
      if (expected) {
        outcomes.merge(number, 1, Integer::sum);
      }
    }

    private static MessageId id(int number) {
      return new MessageId(Integer.toString(number));
    }
  }
}
