package io.ocppgateway.simulator.chargepoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.ocpp.frame.Frame;
import io.ocppgateway.simulator.behaviour.Driver;
import io.ocppgateway.simulator.behaviour.Request;
import io.ocppgateway.simulator.behaviour.Settings;
import io.ocppgateway.simulator.charging.ChargingMessages;
import io.ocppgateway.simulator.charging.Transaction;
import io.ocppgateway.simulator.charging.TransactionMessage;
import io.ocppgateway.simulator.charging.TransactionMessage.Stage;
import io.ocppgateway.simulator.options.CallHabits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class TransactionQueueTest implements TransactionQueue.Owner {

  private static final ObjectNode EMPTY = JsonNodeFactory.instance.objectNode();

  private final Transaction transaction = new Transaction("t", new Driver.Local());
  private final ManualTimers timers = new ManualTimers();
  private final List<Frame.Call> sent = new ArrayList<>();
  private final List<String> heard = new ArrayList<>();
  private final Calls calls =
      new Calls(
          new ChargePointId("CP1"),
          CallHabits.STANDARD,
          timers,
          new ChargePointListener() {},
          _ -> true,
          frame -> sent.add((Frame.Call) frame));
  private final TransactionQueue queue =
      new TransactionQueue(
          calls,
          timers,
          new Settings(Duration.ofMinutes(1)),
          ChargingMessages.of(OcppVersion.V2_0_1),
          this);

  @Test
  void nothingIsSentWithoutAConnection() {
    add("A", Stage.BEGIN);
    assertThat(sent).isEmpty();

    queue.onConnected();

    assertThat(actions()).containsExactly("A");
  }

  @Test
  void nextIsSentWhenTheFirstIsAnswered() {
    queue.onConnected();
    add("A", Stage.BEGIN);
    add("B", Stage.END);
    assertThat(actions()).containsExactly("A");

    answer();
    answer();

    assertThat(actions()).containsExactly("A", "B");
    assertThat(heard).containsExactly("answered A", "answered B", "empty");
  }

  @ParameterizedTest
  @ValueSource(strings = {"NotImplemented", "NotSupported"})
  void whatTheCentralSystemDoesNotKnowIsGivenUpAtOnce(String errorCode) {
    queue.onConnected();
    add("A", Stage.BEGIN);
    add("B", Stage.END);

    calls.onError(new Frame.CallError(sent.getLast().id(), errorCode, "", EMPTY));

    assertThat(heard).containsExactly("given up A");
    assertThat(actions()).containsExactly("A", "B");
  }

  @Test
  void attemptsAreCountedForEachMessageAnew() {
    queue.onConnected();
    add("A", Stage.BEGIN);
    add("B", Stage.END);
    fail();
    timers.turn(Duration.ofSeconds(60));
    fail();
    timers.turn(Duration.ofSeconds(120));
    answer();

    fail();
    timers.turn(Duration.ofSeconds(60));
    fail();

    assertThat(heard).containsExactly("answered A");
    assertThat(actions()).containsExactly("A", "A", "A", "B", "B");
  }

  @Test
  void waitForARetryOutlivesAReconnect() {
    queue.onConnected();
    add("A", Stage.BEGIN);
    fail();

    queue.onDisconnected();
    queue.onConnected();
    assertThat(actions()).containsExactly("A");
    timers.turn(Duration.ofSeconds(60));

    assertThat(actions()).containsExactly("A", "A");
  }

  @Test
  void oldestOfTheDispensableMakesRoom() {
    add("begin", Stage.BEGIN);
    for (int i = 1; i < TransactionQueue.MAX_QUEUED; i++) {
      add("update " + i, Stage.GO_ON);
    }
    assertThat(heard).isEmpty();

    add("end", Stage.END);

    assertThat(heard).containsExactly("given up update 1");
  }

  @Test
  void newMessageIsGivenUpWhereNothingIsDispensable() {
    for (int i = 0; i < TransactionQueue.MAX_QUEUED; i++) {
      add("begin", Stage.BEGIN);
    }

    add("end", Stage.END);

    assertThat(heard).containsExactly("given up end");
  }

  private void add(String action, Stage stage) {
    queue.add(new TransactionMessage(transaction, stage, new Request(action, EMPTY)));
  }

  private void answer() {
    calls.onResult(new Frame.CallResult(sent.getLast().id(), EMPTY));
  }

  private void fail() {
    calls.onError(new Frame.CallError(sent.getLast().id(), "InternalError", "", EMPTY));
  }

  private List<String> actions() {
    return sent.stream().map(Frame.Call::action).toList();
  }

  @Override
  public void onAnswered(TransactionMessage message, ObjectNode answer) {
    heard.add("answered " + message.request().action());
  }

  @Override
  public void onGivenUp(TransactionMessage message) {
    heard.add("given up " + message.request().action());
  }

  @Override
  public void onEmpty() {
    heard.add("empty");
  }
}
