package io.ocppgateway.gateway.mqtt;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import io.ocppgateway.gateway.mqtt.LinkState.Closed;
import io.ocppgateway.gateway.mqtt.LinkState.Connecting;
import io.ocppgateway.gateway.mqtt.LinkState.Finishing;
import io.ocppgateway.gateway.mqtt.LinkState.InLine;
import io.ocppgateway.gateway.mqtt.LinkState.Up;
import io.ocppgateway.gateway.mqtt.LinkState.Waiting;
import io.ocppgateway.gateway.mqtt.reconnect.LinkEnd;
import io.ocppgateway.gateway.mqtt.reconnect.LinkEnd.Kind;
import io.ocppgateway.gateway.mqtt.reconnect.ReconnectGate;
import io.ocppgateway.gateway.mqtt.reconnect.ReconnectPolicy;
import io.ocppgateway.gateway.mqtt.reconnect.Renewal;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A link to the broker. Outlives its connections: when one is lost it connects anew, and what was
/// not acknowledged is published again, in order, before what came since.
///
/// ```
/// Waiting ──► InLine ──► Connecting ──SUBACK──► Up ──close()──► Finishing ──all acknowledged,
///    ▲ ▲      (not at first) │ failed             │ lost             │        or time over──► Closed
///    │ └─────────────────────┘                    │                  └──lost──────────────────► │
///    └────────────────────────────────────────────┘    taken over, refused, patience over ────► │
/// ```
///
/// Lives on one event loop, the one of the charge point's socket: every method is called there and
/// every event is told there.
final class Link {

  private static final Logger LOG = LoggerFactory.getLogger(Link.class);

  private static final Duration SETUP_TIMEOUT = Duration.ofSeconds(20);
  private static final Duration FINISH_TIMEOUT = Duration.ofSeconds(5);

  private final LinkName name;
  private final EventLoop eventLoop;
  private final LinkListener listener;
  private final Broker broker;
  private final Publisher publisher;
  private final ReconnectPolicy policy;

  private LinkState state = new Waiting();
  private @Nullable ScheduledFuture<?> timer;
  private boolean writable = true;
  private boolean holding;

  /// Whether the next CONNECT is paid for: whoever wanted this link has asked for the first.
  private boolean admitted = true;

  /// Begins to connect, soon, and is as patient as the rules say.
  Link(LinkName name, EventLoop eventLoop, LinkListener listener, Broker broker) {
    this(name, eventLoop, listener, broker, broker.rules().patience());
  }

  /// The same.
  ///
  /// @param patience how long the first connection may take to come about; zero for one attempt
  Link(
      LinkName name, EventLoop eventLoop, LinkListener listener, Broker broker, Duration patience) {
    this.name = name;
    this.eventLoop = eventLoop;
    this.listener = listener;
    this.broker = broker;
    publisher = new Publisher(this, listener, broker);
    policy = new ReconnectPolicy(patience, broker.rules().silentTakeovers(), broker.nanoTime());
    waitFor(0);
  }

  /// Publishes with QoS 1, once [#flush] is called. Takes it over.
  void publish(Pending pending) {
    assert eventLoop.inEventLoop();
    if (state instanceof Closed) {
      publisher.leaveBehind(pending);
      return;
    }
    publisher.add(pending);
    publishWhatMay();
  }

  /// Sends what was published. Costs nothing where nothing was.
  void flush() {
    assert eventLoop.inEventLoop();
    Connection connection = openConnection();
    if (connection != null) {
      connection.flush();
    }
  }

  /// Whether the link takes more without keeping it in memory for long.
  boolean isWritable() {
    return writable;
  }

  /// The longest payload that the broker takes, as far as it has said.
  int maxPayloadBytes() {
    return publisher.maxPayloadBytes();
  }

  /// Lets messages come, or holds them back in the broker.
  void setReading(boolean reading) {
    assert eventLoop.inEventLoop();
    holding = !reading;
    Connection connection = openConnection();
    if (connection != null) {
      connection.setHolding(holding);
    }
  }

  /// Wants no more messages: the broker is told, and [LinkListener#onUnsubscribed] is, when all
  /// that it has sent before has come.
  ///
  /// @return whether there is a connection to say it on
  boolean unsubscribe() {
    assert eventLoop.inEventLoop();
    String subscription = name.subscription();
    if (subscription == null || !(state instanceof Up(Connection connection, long _))) {
      return false;
    }
    connection.write(Packets.unsubscribe(subscription));
    connection.flush();
    return true;
  }

  /// The broker does not acknowledge, though it lives: begins a new connection.
  void giveUpConnection() {
    if (state instanceof Up(Connection connection, long _)) {
      connection.lose("the broker does not acknowledge");
    }
  }

  /// Ends, once the broker has acknowledged what was published, or after a few seconds. What is not
  /// acknowledged then is left to [Leftovers].
  void close() {
    assert eventLoop.inEventLoop();
    switch (state) {
      case Up(Connection connection, long _) when !publisher.isEmpty() -> {
        state = new Finishing(connection);
        connection.setHolding(false);
        connection.flush();
        schedule(() -> finish(connection), FINISH_TIMEOUT.toNanos());
      }
      case Up(Connection connection, long _) -> finish(connection);
      case Connecting(Connection connection) -> finish(connection);
      case InLine(ReconnectGate.Pass pass) -> {
        pass.giveUp();
        onClosed();
      }
      case Waiting _ -> onClosed();
      case Finishing _, Closed _ -> {
        // Closed already.
      }
    }
  }

  boolean isUp() {
    return state instanceof Up;
  }

  LinkName name() {
    return name;
  }

  EventLoop eventLoop() {
    return eventLoop;
  }

  /// How many messages wait for their acknowledgement.
  int waiting() {
    return publisher.waiting();
  }

  /// What those take of memory.
  int waitingBytes() {
    return publisher.waitingBytes();
  }

  /// Whether the broker has had time enough to acknowledge something that it has not.
  boolean isAcknowledgementOverdue() {
    return publisher.isAcknowledgementOverdue();
  }

  /// A CONNECT is sent.
  void onConnect() {
    broker.connectTimes().onConnect(name.clientId(), broker.nanoTime());
  }

  void onAccepted(BrokerLimits told) {
    publisher.limitTo(told);
  }

  void onUp() {
    if (!(state instanceof Connecting(Connection connection))) {
      return;
    }
    state = new Up(connection, broker.nanoTime());
    connection.setHolding(holding);
    awaitRenewal(Renewal.after(broker.nextRenewalNanos()));
    if (policy.hasBeenUp()) {
      broker.metrics().onReconnected();
    }
    policy.onUp();
    listener.onLinkUp();
    publishWhatMay();
    flush();
  }

  void onWritabilityChanged() {
    Connection connection = openConnection();
    boolean nowWritable = !publisher.isFull() && (connection == null || connection.isWritable());
    if (nowWritable != writable && !(state instanceof Finishing) && !(state instanceof Closed)) {
      writable = nowWritable;
      listener.onLinkWritable(nowWritable);
    }
  }

  void onPublishAcknowledged(int packetId, int reasonCode) {
    if (!publisher.onAcknowledged(packetId, reasonCode)) {
      return;
    }
    publishWhatMay();
    if (state instanceof Finishing(Connection connection) && publisher.isEmpty()) {
      finish(connection);
    }
  }

  /// The broker may have room again, or it is the next message's turn.
  void onPauseOver() {
    publishWhatMay();
    flush();
  }

  /// The connection has ended, and not because we closed it.
  void onConnectionEnd(LinkEnd end) {
    broker.metrics().onConnectionEnd(end.kind());
    switch (state) {
      case Up(Connection _, long since) -> onLost(end, since);
      case Connecting _ -> onAttemptFailed(end);
      case Finishing _ -> onClosed();
      case Waiting _, InLine _, Closed _ ->
          throw new IllegalStateException("a connection ended in " + state + ": " + end);
    }
  }

  private void onLost(LinkEnd end, long since) {
    long wait = policy.onLost(end.kind(), broker.nanoTime() - since, ThreadLocalRandom.current());
    if (wait == ReconnectPolicy.NEVER) {
      endWith(end);
      return;
    }
    waitFor(wait);
    listener.onLinkLost(end);
    if (end.kind() == Kind.OBJECTED) {
      publisher.sendAgainOneByOne(end.reasonCode());
    } else {
      publisher.sendAgain();
    }
    onWritabilityChanged();
  }

  private void onAttemptFailed(LinkEnd end) {
    LOG.atDebug()
        .addKeyValue("clientId", name.clientId())
        .addKeyValue("detail", end.detail())
        .log("attempt to reach the broker failed");
    long wait = policy.onAttemptFailed(end.kind(), broker.nanoTime(), ThreadLocalRandom.current());
    if (wait == ReconnectPolicy.NEVER) {
      endWith(end);
    } else {
      waitFor(wait);
    }
  }

  /// Ends by itself.
  private void endWith(LinkEnd end) {
    state = new Closed();
    listener.onLinkEnd(policy.isContended() ? new LinkEnd(Kind.TAKEN_OVER, "cut repeatedly") : end);
    onClosed();
  }

  private void finish(Connection connection) {
    connection.close();
    onClosed();
  }

  private void onClosed() {
    state = new Closed();
    stopTimer();
    publisher.close();
    listener.onLinkClosed();
  }

  /// The connection that may be written to, null if there is none.
  private @Nullable Connection openConnection() {
    if (state instanceof Up up) {
      return up.connection();
    }
    return state instanceof Finishing finishing ? finishing.connection() : null;
  }

  private void publishWhatMay() {
    publisher.publishWhatMay(openConnection());
    onWritabilityChanged();
  }

  private void waitFor(long nanos) {
    state = new Waiting();
    schedule(this::onWaited, nanos);
  }

  private void onWaited() {
    long early = broker.connectTimes().nanosUntilNext(name.clientId(), broker.nanoTime());
    if (early > 0) {
      waitFor(early);
    } else if (admitted) {
      connect();
    } else {
      state = new InLine(broker.gate().ask(eventLoop, this::onAdmitted));
    }
  }

  private void onAdmitted() {
    if (state instanceof InLine) {
      connect();
    }
  }

  private void connect() {
    admitted = false;
    Connection connection = new Connection(name, this, listener, eventLoop);
    state = new Connecting(connection);
    LinkEnd tooLate = new LinkEnd(Kind.UNREACHABLE, "no SUBACK within " + SETUP_TIMEOUT);
    schedule(() -> connection.end(tooLate), SETUP_TIMEOUT.toNanos());
    broker.open(connection, eventLoop);
  }

  private void awaitRenewal(Renewal renewal) {
    if (renewal.isWanted()) {
      schedule(() -> onRenewalDue(renewal), renewal.nanos());
    } else {
      stopTimer();
    }
  }

  private void onRenewalDue(Renewal renewal) {
    if (!(state instanceof Up(Connection connection, long since))) {
      return;
    }
    // At the gate it would be without a connection for as long as others are before it.
    boolean quiet = publisher.isEmpty() && listener.isQuiet() && !broker.gate().isBusy();
    if (!quiet && renewal.mayWait()) {
      awaitRenewal(renewal.later());
      return;
    }
    connection.close();
    onLost(new LinkEnd(Kind.RENEWED, quiet ? "at a quiet moment" : "in the midst"), since);
  }

  /// There is one timer: each state waits for one thing at most.
  private void schedule(Runnable task, long nanos) {
    stopTimer();
    timer = eventLoop.schedule(task, nanos, TimeUnit.NANOSECONDS);
  }

  private void stopTimer() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }
}
