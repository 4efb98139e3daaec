package io.ocppgateway.simulator.chargepoint;

import io.ocppgateway.simulator.behaviour.Behaviour;
import io.ocppgateway.simulator.behaviour.Connector;
import io.ocppgateway.simulator.behaviour.Connector.Occupancy;
import io.ocppgateway.simulator.behaviour.Driver;
import io.ocppgateway.simulator.behaviour.Effect;
import io.ocppgateway.simulator.behaviour.Request;
import io.ocppgateway.simulator.behaviour.Settings;
import io.ocppgateway.simulator.behaviour.Span;
import io.ocppgateway.simulator.behaviour.StopCause;
import io.ocppgateway.simulator.behaviour.Use;
import io.ocppgateway.simulator.charging.ChargingMessages;
import io.ocppgateway.simulator.charging.Meter;
import io.ocppgateway.simulator.charging.Reading;
import io.ocppgateway.simulator.charging.Transaction;
import io.ocppgateway.simulator.charging.TransactionMessage;
import io.ocppgateway.simulator.options.ChargePointOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/// The charging sessions of one charge point: of its profile's drivers, and of those that the
/// central system starts.
///
/// ```
///        plug in             authorized, or nobody to ask         driver, command
/// Free ──────────► Authorizing ─────────────────────► Running ─────────────────► Leaving ──► (Free)
///                      └───────────── refused ────────────────────────────────────▲
/// ```
///
/// A session goes on when the connection is lost, and begins without one: its messages wait in the
/// [TransactionQueue]. A central system that does not know Authorize is nobody to ask.
///
/// @see "OCPP 1.6 §3.5, §3.7; OCPP 2.0.1 Part 2 C, E"
final class Charging implements TransactionQueue.Owner {

  /// What flows where the profile says nothing.
  private static final int STANDARD_POWER_W = 11_000;

  private static final Duration STANDARD_UNPLUGGING = Duration.ofSeconds(10);

  /// How long a restart waits for the last messages of a transaction.
  private static final Duration RESTART_PATIENCE = Duration.ofSeconds(30);

  private sealed interface State {
    record Free() implements State {}

    record Authorizing(Driver driver) implements State {}

    record Running(Transaction transaction) implements State {}

    record Leaving() implements State {}
  }

  private final ChargePointOptions options;
  private final Surroundings surroundings;
  private final Calls calls;
  private final Behaviour behaviour;
  private final Connector connector;
  private final Settings settings;
  private final ChargingMessages messages;
  private final TransactionQueue queue;
  private final Meter meter;

  private State state = new State.Free();
  private boolean online;

  /// Ends the state, where time does: a vehicle comes, has enough, leaves.
  private Timers.Timer next = Timers.Timer.NONE;

  private Timers.Timer sampling = Timers.Timer.NONE;
  private String toldStatus = "";
  private Optional<Runnable> restart = Optional.empty();
  private Timers.Timer restartAtLast = Timers.Timer.NONE;

  /// @param surroundings with the charge point's own clock
  Charging(
      ChargePointOptions options,
      Surroundings surroundings,
      Calls calls,
      Behaviour behaviour,
      Connector connector,
      Settings settings) {
    this.options = options;
    this.surroundings = surroundings;
    this.calls = calls;
    this.behaviour = behaviour;
    this.connector = connector;
    this.settings = settings;
    messages = ChargingMessages.of(options.version());
    queue = new TransactionQueue(calls, surroundings.timers(), settings, messages, this);
    meter = new Meter(surroundings.timers()::nanoTime, surroundings.clock());
  }

  // -- connection

  /// The charge point is accepted: it tells its status, and its drivers begin to come.
  void onAccepted() {
    toldStatus = behaviour.status();
    behaviour.statusNotifications().forEach(status -> calls.call(status, _ -> {}));
    if (state instanceof State.Free) {
      next.cancel();
      // Charge points that start together do not go in step.
      awaitVehicle(sessions -> new Span(Duration.ZERO, sessions.pause().max()));
    }
    onOnline();
  }

  /// The charge point is connected, and was accepted before.
  void onOnline() {
    online = true;
    tellStatus();
    queue.onConnected();
  }

  void onOffline() {
    online = false;
    queue.onDisconnected();
  }

  /// Nobody is plugged in any more; what the queue holds is kept.
  void onRestart() {
    onOffline();
    cancelTimers();
    restart = Optional.empty();
    toldStatus = "";
    become(new State.Free(), Occupancy.FREE);
  }

  void stop() {
    cancelTimers();
    queue.stop();
    online = false;
    state = new State.Free();
  }

  // -- session

  /// Plugs a vehicle in. The connector is free.
  void plugIn(Driver driver) {
    next.cancel();
    become(new State.Authorizing(driver), Occupancy.PREPARING);
    if (online && (!driver.isRemote() || settings.remoteAuthorized())) {
      calls.call(messages.authorize(driver), outcome -> onAuthorized(driver, outcome));
    } else {
      begin(driver);
    }
  }

  private void onAuthorized(Driver driver, CallOutcome outcome) {
    if (!(state instanceof State.Authorizing(Driver asking)) || !asking.equals(driver)) {
      return;
    }
    if (outcome instanceof CallOutcome.Answered(ObjectNode answer) && !messages.allows(answer)) {
      leave();
    } else {
      begin(driver);
    }
  }

  private void begin(Driver driver) {
    String id =
        new UUID(surroundings.random().nextLong(), surroundings.random().nextLong()).toString();
    Transaction transaction = new Transaction(id, driver);
    connector.transactionNamed(messages.nameOf(transaction));
    surroundings.listener().transactionBegan(options.id());
    queue.add(messages.began(transaction, meter.reading(), !online));
    become(new State.Running(transaction), Occupancy.CHARGING);
    meter.flow(powerW());
    messages.powerFlows(transaction, meter.reading(), !online).ifPresent(queue::add);
    if (options.profile().use() instanceof Use.Sessions sessions) {
      Duration length = sessions.length().pick(surroundings.random());
      next = surroundings.timers().after(length, () -> stopCharging(StopCause.LOCAL));
    }
    awaitSample();
  }

  private void awaitSample() {
    Duration interval = settings.meterInterval();
    if (!interval.isZero()) {
      sampling = surroundings.timers().after(interval, this::sample);
    }
  }

  private void sample() {
    if (state instanceof State.Running(Transaction transaction)) {
      queue.add(messages.sampled(transaction, meter.reading(), !online));
      awaitSample();
    }
  }

  /// Ends the transaction, if one runs.
  void stopCharging(StopCause cause) {
    if (!(state instanceof State.Running(Transaction transaction))) {
      return;
    }
    next.cancel();
    sampling.cancel();
    Reading last = meter.reading();
    meter.flow(0);
    queue.add(messages.ended(transaction, cause, last, !online));
    surroundings.listener().transactionEnded(options.id());
    become(new State.Leaving(), Occupancy.FINISHING);
    behaviour.transactionOver().forEach(this::tell);
    next = surroundings.timers().after(unplugging(), this::leave);
    restart.ifPresent(_ -> expectRestart());
  }

  private void leave() {
    become(new State.Free(), Occupancy.FREE);
    awaitVehicle(Use.Sessions::pause);
  }

  private void awaitVehicle(Function<Use.Sessions, Span> pause) {
    if (options.profile().use() instanceof Use.Sessions sessions) {
      Duration wait = pause.apply(sessions).pick(surroundings.random());
      next = surroundings.timers().after(wait, this::onVehicle);
    }
  }

  private void onVehicle() {
    if (behaviour.isAvailable()) {
      plugIn(new Driver.Local());
    } else {
      awaitVehicle(Use.Sessions::pause);
    }
  }

  // -- commands

  /// Tells what the meter shows, because the central system asked.
  void tellMeter() {
    tell(messages.meterValues(running(), meter.reading()));
  }

  /// Tells how the transaction stands, because the central system asked.
  void tellTransaction() {
    running()
        .flatMap(transaction -> messages.triggered(transaction, meter.reading()))
        .ifPresent(queue::add);
  }

  /// Restarts when it is time.
  void restart(Effect.When when, Runnable task) {
    switch (when) {
      case AT_ONCE -> task.run();
      case ONCE_TOLD, ONCE_IDLE -> {
        restart = Optional.of(task);
        if (running().isEmpty()) {
          expectRestart();
        }
      }
    }
  }

  private void expectRestart() {
    restartAtLast.cancel();
    restartAtLast = surroundings.timers().after(RESTART_PATIENCE, this::restartNow);
    if (queue.isEmpty()) {
      restartNow();
    }
  }

  private void restartNow() {
    restartAtLast.cancel();
    restart.ifPresent(Runnable::run);
  }

  // -- messages

  @Override
  public void onAnswered(TransactionMessage message, ObjectNode answer) {
    messages.onAnswer(message, answer);
    if (running().filter(message.transaction()::equals).isPresent()) {
      connector.transactionNamed(messages.nameOf(message.transaction()));
      if (!messages.allows(answer)) {
        stopCharging(StopCause.DEAUTHORIZED);
      }
    }
  }

  @Override
  public void onGivenUp(TransactionMessage message) {
    surroundings.listener().transactionMessageGivenUp(options.id(), message.request().action());
  }

  @Override
  public void onEmpty() {
    if (restart.isPresent() && running().isEmpty()) {
      restartNow();
    }
  }

  private void become(State newState, Occupancy occupancy) {
    state = newState;
    connector.become(occupancy);
    tellStatus();
  }

  /// Without a connection nothing is told; the next one hears what is then new.
  private void tellStatus() {
    String status = behaviour.status();
    if (online && !status.equals(toldStatus)) {
      toldStatus = status;
      calls.call(
          behaviour.statusNotification(),
          outcome -> {
            if (outcome instanceof CallOutcome.CutOff) {
              toldStatus = "";
            }
          });
    }
  }

  private void tell(Request request) {
    if (online) {
      calls.call(request, _ -> {});
    }
  }

  private Optional<Transaction> running() {
    return state instanceof State.Running(Transaction transaction)
        ? Optional.of(transaction)
        : Optional.empty();
  }

  private int powerW() {
    return switch (options.profile().use()) {
      case Use.None() -> STANDARD_POWER_W;
      case Use.Sessions sessions -> sessions.powerW();
    };
  }

  private Duration unplugging() {
    return switch (options.profile().use()) {
      case Use.None() -> STANDARD_UNPLUGGING;
      case Use.Sessions sessions -> sessions.unplugging();
    };
  }

  private void cancelTimers() {
    next.cancel();
    sampling.cancel();
    restartAtLast.cancel();
  }
}
