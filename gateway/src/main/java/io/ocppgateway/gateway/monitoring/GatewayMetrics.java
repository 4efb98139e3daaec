package io.ocppgateway.gateway.monitoring;

import io.ocppgateway.gateway.admission.Admission;
import io.ocppgateway.gateway.admission.Arrival;
import io.ocppgateway.gateway.call.AnswerFate;
import io.ocppgateway.gateway.metrics.Histogram;
import io.ocppgateway.gateway.metrics.Label;
import io.ocppgateway.gateway.metrics.Metrics;
import io.ocppgateway.gateway.metrics.Sum;
import io.ocppgateway.gateway.metrics.SumByLabel;
import io.ocppgateway.gateway.mqtt.LinkMetrics;
import io.ocppgateway.gateway.mqtt.reconnect.LinkEnd;
import io.ocppgateway.gateway.session.EndCause;
import io.ocppgateway.gateway.session.SessionMetrics;
import io.ocppgateway.gateway.websocket.event.RefusalCause;
import io.ocppgateway.gateway.websocket.event.RefusedAttempt;
import io.ocppgateway.gateway.websocket.event.SocketEvents;
import io.ocppgateway.gateway.websocket.event.UpgradedConnection;
import io.ocppgateway.ocpp.topic.Undelivered;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/// Counts what happens to charge points, under the names that docs/operations.md explains. Safe for
/// use by many threads; never blocks.
public final class GatewayMetrics implements SessionMetrics, LinkMetrics, SocketEvents {

  private static final String PREFIX = "ocpp_gateway_";

  /// From half a millisecond to twenty seconds, after which nobody waits for an answer.
  private static final long[] PUBLISH_MICROS = {
    500,
    1_000,
    2_000,
    5_000,
    10_000,
    20_000,
    50_000,
    100_000,
    200_000,
    500_000,
    1_000_000,
    2_000_000,
    5_000_000,
    10_000_000,
    20_000_000
  };

  private final Metrics metrics;
  private final Sum upgrades;
  private final SumByLabel<RefusalCause> refusals;
  private final Sum messagesReceived;
  private final Sum bytesReceived;
  private final Sum messagesSent;
  private final Sum bytesSent;
  private final Sum slowedDown;
  private final Sum invalidFrames;
  private final SumByLabel<AnswerFate> answersDropped;
  private final SumByLabel<EndCause> sessionsEnded;
  private final Sum commandsWaiting;
  private final Sum commandsRepeated;
  private final SumByLabel<Undelivered.Reason> undelivered;
  private final Histogram publishTimes;
  private final Sum outboxMessages;
  private final Sum outboxBytes;
  private final SumByLabel<PublishFailure> publishesRefused;
  private final Sum publishesLost;
  private final SumByLabel<LinkEnd.Kind> connectionsEnded;
  private final Sum reconnects;

  /// Begins with nothing counted.
  public GatewayMetrics(Metrics metrics) {
    this.metrics = metrics;
    upgrades = counter("upgrades_total", "Handshakes that became a WebSocket.");
    refusals =
        counter(
            "refusals_total",
            "Handshakes refused, by cause.",
            "cause",
            EnumSet.allOf(RefusalCause.class));
    messagesReceived = counter("messages_received_total", "Messages from charge points.");
    bytesReceived =
        counter("received_bytes_total", "Text of messages from charge points, uncompressed.");
    messagesSent = counter("messages_sent_total", "Messages to charge points.");
    bytesSent = counter("sent_bytes_total", "Text of messages to charge points, uncompressed.");
    slowedDown =
        counter(
            "slowdowns_total", "Times a charge point was read more slowly for sending too fast.");
    invalidFrames =
        counter(
            "invalid_frames_total",
            "Messages from charge points that are no OCPP frame, or too long for the broker.");
    answersDropped =
        counter(
            "answers_dropped_total",
            "Answers of charge points that nobody waits for, by fate.",
            "fate",
            EnumSet.complementOf(EnumSet.of(AnswerFate.EXPECTED)));
    sessionsEnded =
        counter(
            "sessions_ended_total",
            "Charge points disconnected, by cause; taken_over counts takeovers.",
            "cause",
            EnumSet.allOf(EndCause.class));
    commandsWaiting =
        metrics.level(PREFIX + "commands_waiting", "Commands that wait for their turn.");
    commandsRepeated =
        counter("commands_repeated_total", "Copies of commands, dropped: they came twice.");
    undelivered =
        counter(
            "undelivered_total",
            "Commands that were not brought to an answer, by reason.",
            "reason",
            EnumSet.allOf(Undelivered.Reason.class));
    publishTimes =
        metrics.histogram(
            PREFIX + "publish_seconds", "From a publish to its PUBACK.", PUBLISH_MICROS);
    outboxMessages =
        metrics.level(
            PREFIX + "outbox_messages", "Messages that the broker has not acknowledged yet.");
    outboxBytes =
        metrics.level(PREFIX + "outbox_bytes", "Messages not acknowledged yet, in bytes.");
    publishesRefused =
        counter(
            "publishes_refused_total",
            "PUBACKs with a failure, by reason.",
            "reason",
            EnumSet.allOf(PublishFailure.class));
    publishesLost =
        counter("publishes_lost_total", "Messages given up without an acknowledgement.");
    connectionsEnded =
        counter(
            "broker_connections_ended_total",
            "Connections to the broker, or attempts at one, that ended by themselves, by kind.",
            "kind",
            EnumSet.allOf(LinkEnd.Kind.class));
    reconnects =
        counter("broker_reconnects_total", "Lost connections to the broker that were made anew.");
  }

  /// What this gateway is.
  public void build(String version) {
    metrics.facts(
        PREFIX + "build_info",
        "Which gateway this is, always 1.",
        List.of(new Label("version", version), new Label("java", Runtime.version().toString())));
  }

  /// Charge points that are connected.
  public void connections(DoubleSupplier count) {
    metrics.gauge(PREFIX + "connections", "Charge points that are connected now.", count);
  }

  /// The line at the door to the broker.
  public void admission(Admission admission) {
    metrics.gauge(
        PREFIX + "admission_waiting",
        "Who waits to send the broker a CONNECT, by arrival.",
        "arrival",
        Map.of(
            "handshake", () -> admission.waiting(Arrival.HANDSHAKE),
            "reconnect", () -> admission.waiting(Arrival.RECONNECT)));
  }

  @Override
  public void onUpgraded(UpgradedConnection connection) {
    upgrades.increment();
  }

  @Override
  public void onRefused(RefusedAttempt attempt) {
    refusals.increment(attempt.cause());
  }

  @Override
  public void onSlowedDown(String connectionId, Duration pause) {
    slowedDown.increment();
  }

  @Override
  public void onReceived(int bytes) {
    messagesReceived.increment();
    bytesReceived.add(bytes);
  }

  @Override
  public void onSent(int bytes) {
    messagesSent.increment();
    bytesSent.add(bytes);
  }

  @Override
  public void onInvalidFrame() {
    invalidFrames.increment();
  }

  @Override
  public void onAnswerDropped(AnswerFate fate) {
    answersDropped.increment(fate);
  }

  @Override
  public void onCommandsWaiting(int change) {
    commandsWaiting.add(change);
  }

  @Override
  public void onCommandRepeated() {
    commandsRepeated.increment();
  }

  @Override
  public void onUndelivered(Undelivered.Reason reason) {
    undelivered.increment(reason);
  }

  @Override
  public void onSessionEnd(EndCause cause) {
    sessionsEnded.increment(cause);
  }

  @Override
  public void onOutboxChange(int messages, int bytes) {
    outboxMessages.add(messages);
    outboxBytes.add(bytes);
  }

  @Override
  public void onPublishAcknowledged(long nanos) {
    publishTimes.record(nanos);
  }

  @Override
  public void onPublishRefused(int reasonCode) {
    publishesRefused.increment(PublishFailure.of(reasonCode));
  }

  @Override
  public void onPublishLost() {
    publishesLost.increment();
  }

  @Override
  public void onConnectionEnd(LinkEnd.Kind kind) {
    connectionsEnded.increment(kind);
  }

  @Override
  public void onReconnected() {
    reconnects.increment();
  }

  private Sum counter(String name, String help) {
    return metrics.counter(PREFIX + name, help);
  }

  private <E extends Enum<E>> SumByLabel<E> counter(
      String name, String help, String label, EnumSet<E> values) {
    return metrics.counter(PREFIX + name, help, label, values);
  }
}
