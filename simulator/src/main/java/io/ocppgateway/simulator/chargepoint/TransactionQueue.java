package io.ocppgateway.simulator.chargepoint;

import io.ocppgateway.simulator.behaviour.Settings;
import io.ocppgateway.simulator.charging.ChargingMessages;
import io.ocppgateway.simulator.charging.TransactionMessage;
import io.ocppgateway.simulator.charging.TransactionMessage.Stage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// The messages of transactions, on their way to the central system in the order in which they were
/// made. They outlive connections and restarts.
///
/// ```
///  add          connected                answered
/// ─────► queued ─────────► on its way ─────────────► gone
///          ▲                 │    │ error, no answer: as often as the settings say
///          │   line closed   │    └──► waits, longer each time ──► on its way
///          └─────────────────┘               └──► given up
/// ```
///
/// An error that says that the central system does not know the action gives the message up at
/// once: it would say the same the next time. With [#MAX_QUEUED] queued, the oldest that tells only
/// that a transaction goes on makes room.
///
/// @see "OCPP 1.6 §3.7, errata §3.3; OCPP 2.0.1 Part 2 E04, E13"
final class TransactionQueue {

  static final int MAX_QUEUED = 500;

  private static final Set<String> FINAL_ERRORS = Set.of("NotImplemented", "NotSupported");

  /// Whom the messages are for.
  interface Owner {

    /// A message was answered.
    void onAnswered(TransactionMessage message, ObjectNode answer);

    /// A message will not be sent any more.
    void onGivenUp(TransactionMessage message);

    /// Nothing is queued.
    void onEmpty();
  }

  private final Calls calls;
  private final Timers timers;
  private final Settings settings;
  private final ChargingMessages messages;
  private final Owner owner;

  private final Deque<TransactionMessage> queued = new ArrayDeque<>(1);
  private boolean connected;
  private boolean onItsWay;

  /// How often the first was sent in vain.
  private int attempts;

  private boolean waiting;
  private Timers.Timer retry = Timers.Timer.NONE;

  TransactionQueue(
      Calls calls, Timers timers, Settings settings, ChargingMessages messages, Owner owner) {
    this.calls = calls;
    this.timers = timers;
    this.settings = settings;
    this.messages = messages;
    this.owner = owner;
  }

  void add(TransactionMessage message) {
    if (queued.size() >= MAX_QUEUED && !makeRoom()) {
      owner.onGivenUp(message);
      return;
    }
    queued.add(message);
    sendNext();
  }

  boolean isEmpty() {
    return queued.isEmpty();
  }

  void onConnected() {
    connected = true;
    sendNext();
  }

  void onDisconnected() {
    connected = false;
  }

  void stop() {
    connected = false;
    retry.cancel();
  }

  private void sendNext() {
    TransactionMessage first = queued.peek();
    if (first != null && connected && !onItsWay && !waiting) {
      onItsWay = true;
      calls.call(messages.toSend(first), this::onOutcome);
    }
  }

  private void onOutcome(CallOutcome outcome) {
    onItsWay = false;
    switch (outcome) {
      case CallOutcome.Answered(ObjectNode answer) -> {
        TransactionMessage done = takeFirst();
        owner.onAnswered(done, answer);
        goOn();
      }
      case CallOutcome.Failed(String errorCode) -> {
        if (FINAL_ERRORS.contains(errorCode)) {
          giveUpFirst();
        } else {
          onFailure();
        }
      }
      case CallOutcome.TimedOut() -> onFailure();
      // The next connection sends it again. On this one, too much waits already.
      case CallOutcome.CutOff(), CallOutcome.Dropped() -> {
        if (connected) {
          waitFor(settings.messageRetryInterval());
        }
      }
    }
  }

  private void onFailure() {
    attempts++;
    if (attempts >= settings.messageAttempts()) {
      giveUpFirst();
    } else {
      waitFor(settings.messageRetryInterval().multipliedBy(attempts));
    }
  }

  private void waitFor(Duration wait) {
    waiting = true;
    retry =
        timers.after(
            wait,
            () -> {
              waiting = false;
              sendNext();
            });
  }

  private void giveUpFirst() {
    owner.onGivenUp(takeFirst());
    goOn();
  }

  private TransactionMessage takeFirst() {
    attempts = 0;
    return queued.remove();
  }

  private void goOn() {
    sendNext();
    if (queued.isEmpty()) {
      owner.onEmpty();
    }
  }

  /// Passes over the first, which may be on its way.
  private boolean makeRoom() {
    Iterator<TransactionMessage> candidates = queued.iterator();
    candidates.next();
    while (candidates.hasNext()) {
      TransactionMessage candidate = candidates.next();
      if (candidate.stage() == Stage.GO_ON) {
        candidates.remove();
        owner.onGivenUp(candidate);
        return true;
      }
    }
    return false;
  }
}
