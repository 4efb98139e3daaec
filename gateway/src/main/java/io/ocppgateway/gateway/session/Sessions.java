package io.ocppgateway.gateway.session;

import io.ocppgateway.gateway.mqtt.Broker;
import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.ocpp.OcppVersion;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/// All charge points that are connected to this process. Safe for use by many threads.
///
/// A charge point may be here twice for a moment: the broker ends the older connection when the
/// newer one reaches it, and neither touches the other.
public final class Sessions {

  private final Broker broker;
  private final Set<Session> open = ConcurrentHashMap.newKeySet();
  private final Map<ChargePointId, Session> newest = new ConcurrentHashMap<>();
  private final CompletableFuture<Void> drained = new CompletableFuture<>();
  private volatile boolean draining;

  /// Starts with none.
  public Sessions(Broker broker) {
    this.broker = broker;
  }

  /// Begins the session of a socket that was just upgraded; called on the socket's event loop.
  public Session open(ChargePointId id, OcppVersion version, ChargePointSocket socket) {
    Session session = new Session(id, version, socket, broker, this);
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

  /// How many sockets are open.
  public int count() {
    return open.size();
  }

  /// Ends all sessions, and those that still come.
  ///
  /// @return completes when every socket is closed
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
