package io.ocppgateway.gateway.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.ocppgateway.gateway.mqtt.ChargePointLink;
import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.ocpp.frame.Decoded;
import io.ocppgateway.ocpp.frame.ErrorCode;
import io.ocppgateway.ocpp.frame.Frame;
import io.ocppgateway.ocpp.frame.FrameCodec;
import io.ocppgateway.ocpp.frame.FrameHeader;
import io.ocppgateway.ocpp.frame.MessageType;
import io.ocppgateway.ocpp.topic.Undelivered;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The way from a charge point: its CALLs and SENDs pass unhindered, its answers if somebody waits
/// for them, and what is no frame is answered here. Owned by the session's event loop.
final class Upstream {

  private static final Logger LOG = LoggerFactory.getLogger(Upstream.class);

  private final OcppVersion version;
  private final Wire wire;
  private final ChargePointLink link;
  private final Downstream downstream;
  private final SessionRules rules;
  private final SessionMetrics metrics;
  private int consecutiveInvalidFrames;

  Upstream(
      OcppVersion version,
      Wire wire,
      ChargePointLink link,
      Downstream downstream,
      SessionRules rules,
      SessionMetrics metrics) {
    this.version = version;
    this.wire = wire;
    this.link = link;
    this.downstream = downstream;
    this.rules = rules;
    this.metrics = metrics;
  }

  /// The charge point sends a text message.
  ///
  /// @param text the socket's own
  /// @return why this must be the last, empty if it need not
  Optional<EndCause> onText(ByteBuf text) {
    switch (FrameCheck.check(text, version, link.maxFrameBytes(), rules.strictMessageIds())) {
      case null -> {
        return Optional.of(EndCause.INVALID_UTF8);
      }
      case Decoded.Valid<FrameHeader>(FrameHeader header) -> {
        consecutiveInvalidFrames = 0;
        onFrame(header, text);
      }
      case Decoded.Invalid<FrameHeader> invalid -> {
        onInvalidFrame(invalid);
        if (rules.isTooMany(consecutiveInvalidFrames)) {
          return Optional.of(EndCause.TOO_MANY_INVALID_FRAMES);
        }
      }
    }
    return Optional.empty();
  }

  /// The broker does not take what the charge point has sent. A CALL is answered instead, and of a
  /// command the operator is told that there is no answer.
  ///
  /// @param published which may be a notice of ours
  void onRefused(ByteBuf published) {
    if (HeaderReader.read(published, version)
        instanceof Decoded.Valid<FrameHeader>(FrameHeader header)) {
      switch (header) {
        case FrameHeader.Call call ->
            downstream.answerOwnCall(
                Frame.CallError.of(
                    call.id(), ErrorCode.INTERNAL_ERROR, version, "The broker refused this"));
        case FrameHeader.Answer answer when answer.type() == MessageType.CALL_RESULT_ERROR -> {
          // Nobody waits for it.
        }
        case FrameHeader.Answer answer ->
            downstream.undelivered(answer.id(), Undelivered.Reason.REFUSED);
        case FrameHeader.Send _ -> {
          // Nobody waits for it.
        }
      }
    }
  }

  private void onFrame(FrameHeader header, ByteBuf text) {
    switch (header) {
      case FrameHeader.Call call -> {
        downstream.onOwnCall(call.id());
        link.publishCall(text.retain());
      }
      case FrameHeader.Send _ -> link.publishCall(text.retain());
      // Tells of an answer of ours, and so of no command.
      case FrameHeader.Answer answer when answer.type() == MessageType.CALL_RESULT_ERROR ->
          link.publishCall(text.retain());
      case FrameHeader.Answer answer -> {
        if (downstream.onAnswer(answer.id())) {
          link.publishAnswer(text.retain());
        }
      }
    }
  }

  private void onInvalidFrame(Decoded.Invalid<FrameHeader> invalid) {
    // Who sends more than the broker takes speaks OCPP nevertheless, and is to stay.
    consecutiveInvalidFrames = invalid.fault().isOfSize() ? 0 : consecutiveInvalidFrames + 1;
    metrics.onInvalidFrame();
    wire.logFrequent(
        LOG.atWarn(),
        line ->
            line.addKeyValue("fault", invalid.fault())
                .addKeyValue("messageId", invalid.id())
                .log("invalid frame"));
    invalid
        .answer(version)
        .ifPresent(answer -> wire.send(Unpooled.wrappedBuffer(FrameCodec.encode(answer))));
    if (invalid.fault().concernsAnswer()) {
      downstream.onUnusableAnswer(invalid.id());
    }
  }
}
