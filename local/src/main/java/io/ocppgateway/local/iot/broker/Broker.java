package io.ocppgateway.local.iot.broker;

import io.netty.util.concurrent.EventExecutor;
import io.ocppgateway.local.iot.message.Publish;
import io.ocppgateway.local.usage.DropReason;
import io.ocppgateway.local.usage.TopicGroup;
import io.ocppgateway.local.usage.UsageMeter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The message broker. Everything but [#onPublish] is called on its event loop, which the methods
/// assert.
///
/// A client id has one connection: a second one takes over, and the first is told
/// [ReasonCode#SESSION_TAKEN_OVER].
public final class Broker {

  private static final Logger LOG = LoggerFactory.getLogger(Broker.class);

  private final EventExecutor loop;
  private final ClientAccess access;
  private final Clock clock;
  private final UsageMeter meter;
  private final Timer timer;
  private final Presence presence;
  private final Wills wills;
  private final Map<String, Session> sessions = new HashMap<>();
  private final RetainedMessages retained = new RetainedMessages();
  private final Subscriptions subscriptions = new Subscriptions(retained);
  private final List<Consumer<Publish>> listeners = new CopyOnWriteArrayList<>();

  /// A broker without clients.
  public Broker(EventExecutor loop, ClientAccess access, Clock clock, UsageMeter meter) {
    this.loop = loop;
    this.access = access;
    this.clock = clock;
    this.meter = meter;
    timer = new Timer(loop);
    presence = new Presence(clock, this::publish);
    wills = new Wills(timer, clock, this::publishWill, this::isConnected);
  }

  /// Calls the listener with every message from now on, after the subscribers got it.
  public void onPublish(Consumer<Publish> listener) {
    listeners.add(listener);
  }

  /// What clients may do. The broker itself asks for subscriptions, wills and deliveries.
  public ClientAccess access() {
    return access;
  }

  /// A client connects that may; another connection of its client id ends.
  ///
  /// @return whether it goes on with an earlier session
  public boolean connect(Link link, ConnectRequest request) {
    assert loop.inEventLoop();
    Session earlier = sessions.get(request.clientId());
    if (earlier != null && earlier.isConnected()) {
      end(earlier, DisconnectReason.DUPLICATE_CLIENTID, ReasonCode.SESSION_TAKEN_OVER, true);
    }
    @Nullable Session kept = sessions.get(request.clientId());
    if (kept != null && request.cleanStart()) {
      forget(kept);
      kept = null;
    }
    Connection connection =
        new Connection(
            link, request, UUID.randomUUID().toString(), presence.nextVersion(request.clientId()));
    sessions.put(request.clientId(), new Session(connection, access, clock, meter, kept));
    meter.connected();
    LOG.atInfo()
        .addKeyValue("clientId", request.clientId())
        .addKeyValue("principal", request.principal().name())
        .log("MQTT client connected");
    presence.connected(connection);
    return kept != null;
  }

  /// The client knows that it is connected: what its session kept for it may follow.
  public void resume(Link link, String clientId) {
    find(link, clientId).ifPresent(Session::resume);
  }

  /// A link ended by itself. Does nothing if the broker has forgotten it already.
  ///
  /// @param sendWill whether the will is published
  public void disconnected(Link link, String clientId, DisconnectReason reason, boolean sendWill) {
    find(link, clientId).ifPresent(session -> detach(session, reason, sendWill));
  }

  /// Adds a subscription and sends what is retained for it.
  ///
  /// @return the granted quality of service, or why it was refused
  public int subscribe(Link link, String clientId, Subscription subscription) {
    return find(link, clientId)
        .map(session -> subscribe(session, subscription))
        .orElse(ReasonCode.SESSION_TAKEN_OVER);
  }

  private int subscribe(Session session, Subscription subscription) {
    if (!access.maySubscribe(session.connection().request().principal(), subscription.filter())) {
      return ReasonCode.NOT_AUTHORIZED;
    }
    int granted = subscriptions.add(session, subscription);
    if (granted == subscription.qos()) {
      meter.subscribed();
    }
    return granted;
  }

  /// Removes a subscription.
  ///
  /// @return whether there was one
  public boolean unsubscribe(Link link, String clientId, String filter) {
    return find(link, clientId).map(it -> subscriptions.remove(it, filter)).orElse(false);
  }

  /// The client acknowledged a message.
  public void acknowledged(Link link, String clientId, int packetId) {
    meter.acknowledged();
    find(link, clientId).ifPresent(session -> session.acknowledged(packetId));
  }

  /// The link takes messages again.
  public void writable(Link link, String clientId) {
    find(link, clientId).ifPresent(Session::pump);
  }

  /// Delivers a message to its subscribers, at most once to each, and to the listeners; by Basic
  /// Ingest to the listeners alone.
  public void publish(Publish message) {
    assert loop.inEventLoop();
    meter.published(message.topic(), message.payload().length());
    if (!message.topic().startsWith(TopicRules.BASIC_INGEST)) {
      if (message.retain()) {
        retained.keep(message);
      }
      deliver(message);
    }
    for (Consumer<Publish> listener : listeners) {
      listener.accept(message);
    }
  }

  /// Ends a client's connection on the operator's behalf.
  ///
  /// @param cleanSession whether its session is forgotten too
  /// @return whether there was a connection
  public boolean disconnect(String clientId, boolean cleanSession, boolean sendWill) {
    assert loop.inEventLoop();
    Session session = sessions.get(clientId);
    if (session == null || !session.isConnected()) {
      return false;
    }
    end(
        session,
        DisconnectReason.SERVER_INITIATED_DISCONNECT,
        ReasonCode.ADMINISTRATIVE_ACTION,
        sendWill);
    if (cleanSession && sessions.get(clientId) == session) {
      forget(session);
    }
    return true;
  }

  /// Ends all connections.
  public void close() {
    assert loop.inEventLoop();
    for (Session session : new ArrayList<>(sessions.values())) {
      if (session.isConnected()) {
        end(
            session,
            DisconnectReason.SERVER_INITIATED_DISCONNECT,
            ReasonCode.SERVER_SHUTTING_DOWN,
            false);
      }
    }
  }

  /// The retained message of a topic.
  public Optional<Publish> retained(String topic) {
    return retained.find(topic);
  }

  /// All retained messages by topic.
  public List<Publish> retained() {
    return retained.all();
  }

  private void publishWill(Publish will) {
    if (access.mayPublish(will)) {
      publish(will);
    } else {
      meter.dropped(DropReason.NOT_ALLOWED);
    }
  }

  private void deliver(Publish message) {
    Map<String, Subscription> receivers = subscriptions.receivers(message);
    if (receivers.isEmpty() && TopicGroup.of(message.topic()) == TopicGroup.OUT) {
      meter.dropped(DropReason.NOT_CONNECTED);
    }
    receivers.forEach((clientId, subscription) -> {
      Session session = sessions.get(clientId);
      if (session != null) {
        session.deliver(
            message,
            Math.min(message.qos(), subscription.qos()),
            message.retain() && subscription.retainAsPublished());
      }
    });
  }

  private void end(Session session, DisconnectReason reason, int reasonCode, boolean sendWill) {
    Link link = session.connection().link();
    detach(session, reason, sendWill);
    link.end(reasonCode);
  }

  private void detach(Session session, DisconnectReason reason, boolean sendWill) {
    session.detach();
    meter.disconnected();
    ConnectRequest request = session.connection().request();
    LOG.atInfo()
        .addKeyValue("clientId", request.clientId())
        .addKeyValue("reason", reason)
        .log("MQTT client disconnected");
    if (session.outlivesConnection()) {
      timer.after(request.sessionExpiry(), () -> expire(session));
    } else {
      forget(session);
    }
    presence.disconnected(session.connection(), reason);
    if (sendWill) {
      wills.lost(request);
    }
  }

  private void expire(Session session) {
    if (sessions.get(session.clientId()) == session && !session.isConnected()) {
      forget(session);
    }
  }

  private void forget(Session session) {
    subscriptions.removeAll(session);
    meter.dropped(DropReason.SESSION_ENDED, session.undelivered());
    sessions.remove(session.clientId());
  }

  private boolean isConnected(String clientId) {
    Session session = sessions.get(clientId);
    return session != null && session.isConnected();
  }

  private Optional<Session> find(Link link, String clientId) {
    assert loop.inEventLoop();
    Session session = sessions.get(clientId);
    return session != null && session.isOver(link) ? Optional.of(session) : Optional.empty();
  }
}
