package io.ocppgateway.gateway.session;

import io.ocppgateway.gateway.mqtt.Broker;
import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.ocpp.OcppVersion;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/// All charge points that are connected to this process. Safe for use by many threads.
///
/// A charge point may be here twice for a moment: the broker ends the older connection when the
/// newer one reaches it, and neither touches the other.
public final class Sessions {

  private final Broker broker;
  private final SessionRules rules;
  private final SessionMetrics metrics;
  private final LongSupplier nanoTime;
  private final Set<Session> open = ConcurrentHashMap.newKeySet();
  private final Map<ChargePointId, Session> newest = new ConcurrentHashMap<>();
  private final CompletableFuture<Void> drained = new CompletableFuture<>();
  private volatile boolean draining;

  /// Starts with none.
  ///
  /// @param rules for every charge point
  /// @param nanoTime a clock that does not step, [System#nanoTime]
  public Sessions(
      Broker broker, SessionRules rules, SessionMetrics metrics, LongSupplier nanoTime) {
    this.broker = broker;
    this.rules = rules;
    this.metrics = metrics;
    this.nanoTime = nanoTime;
  }

  /// Begins the session of a socket that was just upgraded; called on the socket's event loop.
  public Session open(ChargePointId id, OcppVersion version, ChargePointSocket socket) {
    Session session = new Session(id, version, socket, this);
    open.add(session);
    Session older = newest.put(id, session);
    if (older != null) {
      older.eventLoop().execute(older::onSuperseded);
    }
    if (draining) {
      session.end(EndCause.GATEWAY_STOPPING);
    }
    return session;
  }

  /// How many sessions there are whose socket or link is open.
  public int count() {
    return open.size();
  }

  /// Ends all sessions, and those that still come.
  ///
  /// @return completes when every socket and every link is closed
  public CompletableFuture<Void> drain() {
    draining = true;
    for (Session session : open) {
      session.eventLoop().execute(() -> session.end(EndCause.GATEWAY_STOPPING));
    }
    completeIfDrained();
    return drained;
  }

  /// Whether the same charge point has connected to this process since.
  boolean isSuperseded(Session session) {
    return newest.get(session.id()) != session;
  }

  Broker broker() {
    return broker;
  }

  SessionRules rules() {
    return rules;
  }

  SessionMetrics metrics() {
    return metrics;
  }

  LongSupplier nanoTime() {
    return nanoTime;
  }

  void onClosed(Session session) {
    open.remove(session);
    // Only its own entry: a newer session of the same charge point stays.
    newest.remove(session.id(), session);
    completeIfDrained();
  }

  private void completeIfDrained() {
    if (draining && open.isEmpty()) {
      drained.complete(null);
    }
  }
}
