package io.ocppgateway.simulator.chargepoint;

import io.ocppgateway.simulator.behaviour.Behaviour;
import io.ocppgateway.simulator.behaviour.BootCause;
import io.ocppgateway.simulator.behaviour.Request;
import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/// Whether the central system has accepted the charge point, and the BootNotifications that ask.
///
/// ```
///            Accepted                     interval over, TriggerMessage
/// BOOTING ──────────────► ACCEPTED   PENDING, REJECTED ─────────► (asks again)
///    └── Pending, Rejected ──────────────►┘
/// ```
///
/// Outlives connections: who was accepted does not ask again when it reconnects. A CALLERROR or no
/// answer changes nothing; the charge point asks again in its own time.
///
/// @see "OCPP 1.6 §4.2, errata §3.10; OCPP 2.0.1 Part 2 B01, B02, B03"
final class Registration {

  enum Status {
    BOOTING,
    PENDING,
    REJECTED,
    ACCEPTED
  }

  /// What becomes of a registration.
  interface Events {

    /// A BootNotification was answered, in whichever way.
    void onBootAnswered(ObjectNode answer);

    /// The charge point is accepted, once more each time that it asks.
    void onAccepted(Duration heartbeatInterval);

    /// It is not.
    ///
    /// @param why `Pending` or `Rejected`, or what failed
    /// @param after when it asks again
    void onBootRepeated(String why, Duration after);
  }

  /// The longest interval that is obeyed: a year.
  private static final long MAX_INTERVAL_SECONDS = 31_536_000;

  private static final Duration OWN_HEARTBEAT_INTERVAL = Duration.ofMinutes(5);
  private static final Duration OWN_RETRY_INTERVAL = Duration.ofMinutes(1);

  private final Calls calls;
  private final Behaviour behaviour;
  private final Timers timers;
  private final Events events;

  private Status status = Status.BOOTING;
  private BootCause cause = BootCause.POWER_UP;
  private boolean asking;
  private boolean waiting;
  private Timers.Timer retry = Timers.Timer.NONE;

  Registration(Calls calls, Behaviour behaviour, Timers timers, Events events) {
    this.calls = calls;
    this.behaviour = behaviour;
    this.timers = timers;
    this.events = events;
  }

  Status status() {
    return status;
  }

  /// Whether the charge point may make this request as things stand.
  boolean allows(Request request) {
    return switch (status) {
      case ACCEPTED, PENDING -> true;
      case BOOTING, REJECTED -> request.action().equals("BootNotification");
    };
  }

  /// Asks, unless accepted already or told to wait.
  void onConnected() {
    if (status != Status.ACCEPTED && !waiting) {
      ask();
    }
  }

  /// Asks without waiting any longer.
  void onTriggered() {
    stopWaiting();
    cause = BootCause.TRIGGERED;
    ask();
  }

  /// Forgets all, as a restart does.
  void onRestart() {
    stopWaiting();
    status = Status.BOOTING;
    cause = BootCause.REMOTE_RESET;
  }

  void stopWaiting() {
    retry.cancel();
    waiting = false;
  }

  private void ask() {
    if (!asking) {
      asking = true;
      calls.call(behaviour.bootNotification(cause), this::onOutcome);
    }
  }

  private void onOutcome(CallOutcome outcome) {
    asking = false;
    switch (outcome) {
      case CallOutcome.Answered(ObjectNode payload) -> onAnswer(payload);
      case CallOutcome.Failed(String errorCode) -> askAfter(errorCode, OWN_RETRY_INTERVAL);
      case CallOutcome.TimedOut() -> askAfter("not answered", OWN_RETRY_INTERVAL);
      // The next connection asks.
      case CallOutcome.CutOff(), CallOutcome.Dropped() -> {}
    }
  }

  private void onAnswer(ObjectNode payload) {
    events.onBootAnswered(payload);
    String answer = payload.path("status").asString("without a status");
    long seconds = Math.min(payload.path("interval").asLong(0), MAX_INTERVAL_SECONDS);
    status =
        switch (answer) {
          case "Accepted" -> Status.ACCEPTED;
          case "Pending" -> Status.PENDING;
          default -> Status.REJECTED;
        };
    if (status == Status.ACCEPTED) {
      events.onAccepted(seconds > 0 ? Duration.ofSeconds(seconds) : OWN_HEARTBEAT_INTERVAL);
    } else {
      askAfter(answer, seconds > 0 ? Duration.ofSeconds(seconds) : OWN_RETRY_INTERVAL);
    }
  }

  private void askAfter(String why, Duration wait) {
    waiting = true;
    retry =
        timers.after(
            wait,
            () -> {
              waiting = false;
              ask();
            });
    events.onBootRepeated(why, wait);
  }
}
