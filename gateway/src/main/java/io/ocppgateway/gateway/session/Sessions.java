package io.ocppgateway.gateway.session;

import io.netty.util.concurrent.ScheduledFuture;
import io.ocppgateway.gateway.mqtt.Broker;
import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.ocpp.OcppVersion;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// All charge points that are connected to this process. Safe for use by many threads.
///
/// A charge point may be here twice for a moment: the broker ends the older connection when the
/// newer one reaches it, and neither touches the other. An older one that loses its link for
/// whatever reason does not come back.
public final class Sessions {

  private final Broker broker;
  private final SessionRules rules;
  private final Membership membership;
  private final SessionMetrics metrics;
  private final LongSupplier nanoTime;
  private final Clock clock;
  private final Set<Session> open = ConcurrentHashMap.newKeySet();
  private final Succession succession = new Succession();
  private final CompletableFuture<Void> empty = new CompletableFuture<>();
  private volatile boolean leaving;

  /// Starts with none.
  ///
  /// @param rules for every charge point
  /// @param membership is told what may change who may be connected
  /// @param nanoTime a clock that does not step, [System#nanoTime]
  /// @param clock by which operators name a time
  public Sessions(
      Broker broker,
      SessionRules rules,
      Membership membership,
      SessionMetrics metrics,
      LongSupplier nanoTime,
      Clock clock) {
    this.broker = broker;
    this.rules = rules;
    this.membership = membership;
    this.metrics = metrics;
    this.nanoTime = nanoTime;
    this.clock = clock;
  }

  /// Begins the session of a socket that was just upgraded; called on the socket's event loop.
  public Session open(ChargePointId id, OcppVersion version, ChargePointSocket socket) {
    Session session = new Session(id, version, socket, this);
    open.add(session);
    Session older = succession.add(session);
    if (older != null) {
      older.eventLoop().execute(older::onSuperseded);
    }
    if (leaving) {
      session.end(EndCause.GATEWAY_STOPPING);
    }
    membership.onLetIn(id);
    return session;
  }

  /// A charge point must not be connected any longer, or not by what it was let in by.
  public void onNoMember(ChargePointId id) {
    for (Session session : succession.of(id)) {
      session.eventLoop().execute(() -> session.end(EndCause.REGISTRATION_CHANGED));
    }
  }

  /// How many sessions there are whose socket or link is open.
  public int count() {
    return open.size();
  }

  /// Asks every session to leave, each when its moment has come, and those that still come at once.
  ///
  /// @param delays how long from now a session may stay, in nanoseconds, asked for each
  /// @return completes when every socket and every link is closed
  public CompletableFuture<Void> leave(LongSupplier delays) {
    leaving = true;
    for (Session session : open) {
      ScheduledFuture<?> _ =
          session.eventLoop().schedule(session::leave, delays.getAsLong(), TimeUnit.NANOSECONDS);
    }
    completeIfEmpty();
    return empty;
  }

  /// Ends all sessions now, and those that still come.
  ///
  /// @return completes when every socket and every link is closed
  public CompletableFuture<Void> end() {
    leaving = true;
    for (Session session : open) {
      session.eventLoop().execute(() -> session.end(EndCause.GATEWAY_STOPPING));
    }
    completeIfEmpty();
    return empty;
  }

  /// Whether the same charge point has connected to this process since, and has not gone again.
  boolean isSuperseded(Session session) {
    return succession.isSuperseded(session);
  }

  Broker broker() {
    return broker;
  }

  SessionRules rules() {
    return rules;
  }

  Membership membership() {
    return membership;
  }

  SessionMetrics metrics() {
    return metrics;
  }

  LongSupplier nanoTime() {
    return nanoTime;
  }

  Clock clock() {
    return clock;
  }

  /// Nothing passes any more.
  void onEnded(Session session) {
    succession.remove(session);
  }

  /// Socket and link are closed for good.
  void onClosed(Session session) {
    open.remove(session);
    completeIfEmpty();
  }

  private void completeIfEmpty() {
    if (leaving && open.isEmpty()) {
      empty.complete(null);
    }
  }
}
