package io.ocppgateway.gateway.session;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.ScheduledFuture;
import io.ocppgateway.gateway.call.AnswerFate;
import io.ocppgateway.gateway.call.CallLedger;
import io.ocppgateway.gateway.call.CallOutlet;
import io.ocppgateway.gateway.call.CallRules;
import io.ocppgateway.gateway.mqtt.ChargePointLink;
import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.ocpp.frame.Decoded;
import io.ocppgateway.ocpp.frame.FrameHeader;
import io.ocppgateway.ocpp.frame.MessageId;
import io.ocppgateway.ocpp.frame.MessageType;
import io.ocppgateway.ocpp.topic.Undelivered;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The way to a charge point: answers and SENDs go straight to its socket, CALLs by the rules of a
/// [CallLedger], whose clock and hands this is. Owned by the session's event loop.
final class Downstream implements CallOutlet<ByteBuf> {

  private static final Logger LOG = LoggerFactory.getLogger(Downstream.class);

  private final ChargePointId id;
  private final OcppVersion version;
  private final ChargePointSocket socket;
  private final ChargePointLink link;
  private final SessionMetrics metrics;
  private final LongSupplier nanoTime;
  private final Runnable onDone;
  private final long begun;
  private final CallLedger<ByteBuf> ledger;

  /// Wakes the ledger; null while nothing depends on time.
  private @Nullable ScheduledFuture<?> alarm;

  private long alarmAt = CallLedger.NEVER;

  /// @param onDone run after time has changed something, to flush both sides
  Downstream(
      ChargePointId id,
      OcppVersion version,
      ChargePointSocket socket,
      ChargePointLink link,
      CallRules rules,
      SessionMetrics metrics,
      LongSupplier nanoTime,
      Runnable onDone) {
    this.id = id;
    this.version = version;
    this.socket = socket;
    this.link = link;
    this.metrics = metrics;
    this.nanoTime = nanoTime;
    this.onDone = onDone;
    begun = nanoTime.getAsLong();
    ledger = new CallLedger<>(rules, this);
  }

  /// Something was published for the charge point.
  ///
  /// @param message the link's own
  void onMessage(ByteBuf message, @Nullable Duration expiry) {
    switch (HeaderReader.read(message, version)) {
      case null -> {
        logInvalid(message, MessageId.UNREADABLE, "no UTF-8");
        undelivered(MessageId.UNREADABLE, Undelivered.Reason.INVALID);
      }
      case Decoded.Valid<FrameHeader>(FrameHeader.Call call) -> {
        long now = now();
        long expiresAt = expiry == null ? CallLedger.NEVER : now + expiry.toNanos();
        ledger.offer(call.id(), message.retain(), expiresAt, now);
        setAlarm();
      }
      case Decoded.Valid<FrameHeader>(FrameHeader.Answer answer) -> {
        socket.send(message.retain());
        if (answer.type() != MessageType.CALL_RESULT_ERROR) {
          ledger.onOwnCallAnswered(answer.id(), now());
          setAlarm();
        }
      }
      case Decoded.Valid<FrameHeader>(FrameHeader.Send _) -> socket.send(message.retain());
      case Decoded.Invalid<FrameHeader> invalid -> {
        String detail = invalid.fault() + ": " + invalid.detail();
        logInvalid(message, invalid.id(), detail);
        if (invalid.fault().concernsCall()) {
          undelivered(invalid.id(), Undelivered.Reason.INVALID);
        }
      }
    }
  }

  /// The charge point calls.
  void onOwnCall(MessageId messageId) {
    ledger.onOwnCall(messageId);
  }

  /// The charge point answers.
  ///
  /// @return whether anybody waits for it
  boolean onAnswer(MessageId messageId) {
    AnswerFate fate = ledger.onAnswer(messageId, now());
    if (fate == AnswerFate.EXPECTED) {
      setAlarm();
      return true;
    }
    metrics.onAnswerDropped(fate);
    LOG.atInfo()
        .addKeyValue("chargePointId", id)
        .addKeyValue("connectionId", socket.connectionId())
        .addKeyValue("messageId", messageId)
        .addKeyValue("fate", fate)
        .log("answer that nobody waits for dropped");
    return false;
  }

  void onSocketWritable(boolean writable) {
    ledger.onWritable(writable, now());
    setAlarm();
  }

  boolean isQuiet() {
    return ledger.isQuiet();
  }

  /// No command is started any more; the one in flight keeps its time.
  void startNoMore() {
    ledger.startNoMore();
    setAlarm();
  }

  /// The charge point is gone.
  void disconnect() {
    ledger.disconnect();
    setAlarm();
  }

  @Override
  public void send(ByteBuf frame) {
    socket.send(frame);
  }

  @Override
  public void discard(ByteBuf frame) {
    frame.release();
  }

  @Override
  public void undelivered(MessageId messageId, Undelivered.Reason reason) {
    metrics.onUndelivered(reason);
    LOG.atInfo()
        .addKeyValue("chargePointId", id)
        .addKeyValue("connectionId", socket.connectionId())
        .addKeyValue("messageId", messageId)
        .addKeyValue("reason", reason)
        .log("command undelivered");
    link.publishUndelivered(new Undelivered(messageId, reason));
  }

  private void logInvalid(ByteBuf message, MessageId messageId, String detail) {
    LOG.atWarn()
        .addKeyValue("chargePointId", id)
        .addKeyValue("connectionId", socket.connectionId())
        .addKeyValue("messageId", messageId)
        .addKeyValue("bytes", message.readableBytes())
        .addKeyValue("detail", detail)
        .log("message for the charge point is no frame");
  }

  private long now() {
    return nanoTime.getAsLong() - begun;
  }

  /// Moves the alarm to where the ledger wants it now.
  private void setAlarm() {
    long deadline = ledger.nextDeadline();
    if (deadline == alarmAt) {
      return;
    }
    if (alarm != null) {
      alarm.cancel(false);
      alarm = null;
    }
    alarmAt = deadline;
    if (deadline != CallLedger.NEVER) {
      alarm =
          socket
              .eventLoop()
              .schedule(this::onAlarm, Math.max(0, deadline - now()), TimeUnit.NANOSECONDS);
    }
  }

  private void onAlarm() {
    alarm = null;
    alarmAt = CallLedger.NEVER;
    ledger.onTime(now());
    setAlarm();
    onDone.run();
  }
}
