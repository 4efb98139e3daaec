package io.ocppgateway.gateway.mqtt;

import io.netty.channel.EventLoop;
import io.ocppgateway.gateway.log.LineLimit;
import io.ocppgateway.gateway.mqtt.endpoint.Endpoint;
import io.ocppgateway.gateway.mqtt.reconnect.ConnectTimes;
import io.ocppgateway.gateway.mqtt.reconnect.ReconnectGate;
import io.ocppgateway.gateway.rate.Throughput;
import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.ocpp.OcppVersion;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/// The broker, as the place to have links to, and what all links share. One per process, safe for
/// use by many threads.
public final class Broker {

  /// Renewals are spread over this part of the time before they are due.
  private static final int RENEWAL_SPREAD = 24;

  private static final Duration SECOND = Duration.ofSeconds(1);

  /// What AWS IoT Core carries on one connection in a second.
  private static final int BYTES_PER_SECOND = 512 * 1024;

  private final Endpoint endpoint;
  private final LinkRules rules;
  private final ReconnectGate gate;
  private final LinkMetrics metrics;
  private final LongSupplier nanoTime;
  private final LineLimit frequentLines;
  private final ConnectTimes connectTimes = new ConnectTimes();
  private final OutboxBudget outboxBudget;
  private final Throughput throughput;
  private final Leftovers leftovers = new Leftovers(this);
  private final Map<OcppVersion, byte[]> publishProperties = new EnumMap<>(OcppVersion.class);

  /// Prepares for links; connects to nothing yet.
  ///
  /// @param gate asked before each CONNECT of a link but its first, which is up to whoever wants
  ///   the link
  /// @param nanoTime a clock that does not step, [System#nanoTime]
  public Broker(
      Endpoint endpoint,
      LinkRules rules,
      ReconnectGate gate,
      LinkMetrics metrics,
      LongSupplier nanoTime) {
    this.endpoint = endpoint;
    this.rules = rules;
    outboxBudget = new OutboxBudget(rules.maxBacklogBytes());
    throughput =
        rules.publishesPerSecond() == 0
            ? Throughput.UNLIMITED
            : Throughput.inAny(SECOND, rules.publishesPerSecond(), BYTES_PER_SECOND);
    this.gate = gate;
    this.metrics = metrics;
    this.nanoTime = nanoTime;
    frequentLines = new LineLimit(nanoTime);
    for (OcppVersion version : OcppVersion.values()) {
      publishProperties.put(version, Packets.publishProperties(version, rules.stack()));
    }
  }

  /// Opens the link of a charge point.
  ///
  /// @param eventLoop of the charge point's socket, and so of the link; this is called on it
  /// @param version tells every message which OCPP it holds
  public ChargePointLink connect(
      EventLoop eventLoop, ChargePointId id, OcppVersion version, LinkListener listener) {
    Link link = new Link(LinkName.of(id), eventLoop, listener, this);
    return new ChargePointLink(id, link, Objects.requireNonNull(publishProperties.get(version)));
  }

  /// Finds out whether the broker takes connections.
  ///
  /// @param eventLoop of the connection that is made for it
  /// @return completes when it has taken one; exceptionally, and in time, if it has not
  public CompletionStage<Void> reach(EventLoop eventLoop) {
    CompletableFuture<Void> answer = new CompletableFuture<>();
    eventLoop.execute(() -> Knock.at(this, eventLoop, answer));
    return answer;
  }

  /// Brings to an end what is left to publish, once all links are closed. Event loops must still
  /// run.
  ///
  /// @return completes within a few seconds
  public CompletableFuture<Void> finish() {
    return leftovers.finish();
  }

  void open(Connection connection, EventLoop eventLoop) {
    endpoint.open(connection, eventLoop);
  }

  Leftovers leftovers() {
    return leftovers;
  }

  OutboxBudget outboxBudget() {
    return outboxBudget;
  }

  /// Of each link.
  Throughput throughput() {
    return throughput;
  }

  ConnectTimes connectTimes() {
    return connectTimes;
  }

  LinkMetrics metrics() {
    return metrics;
  }

  /// For lines of messages, which may be as many as those.
  LineLimit frequentLines() {
    return frequentLines;
  }

  LinkRules rules() {
    return rules;
  }

  ReconnectGate gate() {
    return gate;
  }

  long nanoTime() {
    return nanoTime.getAsLong();
  }

  /// The age at which the next connection is renewed, 0 for never.
  long nextRenewalNanos() {
    long latest = rules.renewal().toNanos();
    return latest == 0 ? 0 : latest - ThreadLocalRandom.current().nextLong(latest / RENEWAL_SPREAD);
  }
}
