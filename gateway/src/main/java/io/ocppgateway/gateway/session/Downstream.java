package io.ocppgateway.gateway.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.ScheduledFuture;
import io.ocppgateway.gateway.call.AnswerFate;
import io.ocppgateway.gateway.call.CallLedger;
import io.ocppgateway.gateway.call.CallOutlet;
import io.ocppgateway.gateway.call.Command;
import io.ocppgateway.gateway.mqtt.ChargePointLink;
import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.ocpp.frame.Decoded;
import io.ocppgateway.ocpp.frame.Frame;
import io.ocppgateway.ocpp.frame.FrameCodec;
import io.ocppgateway.ocpp.frame.FrameFault;
import io.ocppgateway.ocpp.frame.FrameHeader;
import io.ocppgateway.ocpp.frame.MessageId;
import io.ocppgateway.ocpp.frame.MessageType;
import io.ocppgateway.ocpp.topic.TraceOrder;
import io.ocppgateway.ocpp.topic.Undelivered;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The way to a charge point: answers and SENDs go straight to its socket, CALLs by the rules of a
/// [CallLedger], whose clock and hands this is. Owned by the session's event loop.
final class Downstream implements CallOutlet<ByteBuf> {

  private static final Logger LOG = LoggerFactory.getLogger(Downstream.class);

  private final OcppVersion version;
  private final ChargePointSocket socket;
  private final Wire wire;
  private final ChargePointLink link;
  private final SessionMetrics metrics;
  private final LongSupplier nanoTime;
  private final Runnable onDone;
  private final Clock clock;
  private final long begun;
  private final CallLedger<ByteBuf> ledger;

  /// Wakes the ledger; null while nothing depends on time.
  private @Nullable ScheduledFuture<?> alarm;

  private long alarmAt = CallLedger.NEVER;

  /// How many commands wait, as far as the metrics have been told.
  private int waiting;

  /// How many commands in a row have timed out.
  private int unanswered;

  /// @param onDone run after time has changed something, to flush both sides
  Downstream(
      OcppVersion version,
      ChargePointSocket socket,
      Wire wire,
      ChargePointLink link,
      Sessions sessions,
      Runnable onDone) {
    this.version = version;
    this.socket = socket;
    this.wire = wire;
    this.link = link;
    this.onDone = onDone;
    metrics = sessions.metrics();
    nanoTime = sessions.nanoTime();
    clock = sessions.clock();
    begun = nanoTime.getAsLong();
    ledger = new CallLedger<>(sessions.rules().calls(), this);
  }

  /// The charge point is heard from now on.
  void onHeard() {
    ledger.onHeard(now());
    followLedger();
  }

  /// Something was published for the charge point.
  ///
  /// @param message the link's own
  void onMessage(ByteBuf message, @Nullable Duration expiry) {
    if (!message.isReadable()) {
      // What deletes a retained message.
      return;
    }
    switch (HeaderReader.read(message, version)) {
      case null -> {
        logInvalid(message, MessageId.UNREADABLE, "no UTF-8");
        undelivered(MessageId.UNREADABLE, Undelivered.Reason.INVALID);
      }
      case Decoded.Valid<FrameHeader>(FrameHeader.Call call) -> {
        long now = now();
        long expiresAt = expiry == null ? CallLedger.NEVER : now + expiry.toNanos();
        ledger.offer(
            new Command<>(call.id(), message.retain(), fingerprint(message), expiresAt), now);
        followLedger();
      }
      case Decoded.Valid<FrameHeader>(FrameHeader.Answer answer) -> {
        wire.send(message.retain());
        if (answer.type() != MessageType.CALL_RESULT_ERROR) {
          ledger.onOwnCallAnswered(answer.id(), now());
          followLedger();
        }
      }
      case Decoded.Valid<FrameHeader>(FrameHeader.Send _) -> wire.send(message.retain());
      case Decoded.Invalid<FrameHeader> invalid -> onNoFrame(message, invalid);
    }
  }

  private void onNoFrame(ByteBuf message, Decoded.Invalid<FrameHeader> invalid) {
    if (invalid.fault() == FrameFault.NOT_AN_ARRAY) {
      Optional<TraceOrder> order = TraceOrder.fromJson(ByteBufUtil.getBytes(message));
      if (order.isPresent()) {
        wire.traceFor(order.get().timeLeft(clock.instant()));
        return;
      }
    }
    logInvalid(message, invalid.id(), invalid.fault().name());
    if (invalid.fault().concernsCall()) {
      undelivered(invalid.id(), Undelivered.Reason.INVALID);
    }
  }

  /// The charge point calls.
  void onOwnCall(MessageId messageId) {
    ledger.onOwnCall(messageId);
  }

  /// A CALL of the charge point is answered here.
  void answerOwnCall(Frame.CallError answer) {
    wire.send(Unpooled.wrappedBuffer(FrameCodec.encode(answer)));
    ledger.onOwnCallAnswered(answer.id(), now());
    followLedger();
  }

  /// The charge point answers.
  ///
  /// @return whether anybody waits for it
  boolean onAnswer(MessageId messageId) {
    unanswered = 0;
    AnswerFate fate = ledger.onAnswer(messageId, now());
    if (fate == AnswerFate.EXPECTED) {
      followLedger();
      return true;
    }
    metrics.onAnswerDropped(fate);
    wire.logFrequent(
        LOG.atInfo(),
        line ->
            line.addKeyValue("messageId", messageId)
                .addKeyValue("fate", fate)
                .log("answer that nobody waits for dropped"));
    return false;
  }

  /// The charge point answers with something that is not passed on.
  void onUnusableAnswer(MessageId messageId) {
    unanswered = 0;
    ledger.onUnusableAnswer(messageId, now());
    followLedger();
  }

  void onSocketWritable(boolean writable) {
    ledger.onWritable(writable, now());
    followLedger();
  }

  /// How many commands in a row the charge point has left without any answer, even a late one.
  int unanswered() {
    return unanswered;
  }

  boolean isQuiet() {
    return ledger.isQuiet();
  }

  /// No command is started any more; the one in flight keeps its time.
  void startNoMore() {
    ledger.startNoMore();
    followLedger();
  }

  /// The charge point is gone.
  void disconnect() {
    ledger.disconnect();
    followLedger();
  }

  @Override
  public void send(ByteBuf frame) {
    wire.send(frame);
  }

  @Override
  public void discard(ByteBuf frame) {
    frame.release();
  }

  @Override
  public void repeated(MessageId messageId) {
    metrics.onCommandRepeated();
    wire.logFrequent(
        LOG.atInfo(),
        line -> line.addKeyValue("messageId", messageId).log("copy of a command dropped"));
  }

  @Override
  public void undelivered(MessageId messageId, Undelivered.Reason reason) {
    if (reason == Undelivered.Reason.TIMEOUT) {
      unanswered++;
    }
    metrics.onUndelivered(reason);
    wire.log(LOG.atInfo())
        .addKeyValue("messageId", messageId)
        .addKeyValue("reason", reason)
        .log("command undelivered");
    link.publishUndelivered(new Undelivered(messageId, reason));
  }

  private void logInvalid(ByteBuf message, MessageId messageId, String fault) {
    wire.logFrequent(
        LOG.atWarn(),
        line ->
            line.addKeyValue("messageId", messageId)
                .addKeyValue("bytes", message.readableBytes())
                .addKeyValue("fault", fault)
                .log("message for the charge point is no frame"));
  }

  /// Of a frame, whose id is compared as well.
  private static long fingerprint(ByteBuf frame) {
    return (long) frame.readableBytes() << Integer.SIZE
        | Integer.toUnsignedLong(ByteBufUtil.hashCode(frame));
  }

  private long now() {
    return nanoTime.getAsLong() - begun;
  }

  /// Moves the alarm to where the ledger wants it now, and tells how many commands wait.
  private void followLedger() {
    int nowWaiting = ledger.waiting();
    if (nowWaiting != waiting) {
      metrics.onCommandsWaiting(nowWaiting - waiting);
      waiting = nowWaiting;
    }
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
    followLedger();
    onDone.run();
  }
}
