package io.ocppgateway.gateway.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.ocppgateway.gateway.session.SocketListener;
import io.ocppgateway.gateway.transport.Outbound;
import io.ocppgateway.gateway.websocket.deflate.Compression;
import io.ocppgateway.gateway.websocket.deflate.DeflateOffer;
import io.ocppgateway.gateway.websocket.message.MessageAssembler;
import io.ocppgateway.gateway.websocket.request.HttpAnswer;
import io.ocppgateway.gateway.websocket.request.UpgradeDecision;
import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.ocpp.OcppVersion;
import org.jspecify.annotations.Nullable;

/// Turns a connection whose request was accepted into a WebSocket: the answer, and the pipeline
/// that is left.
///
/// @param key of the handshake
/// @param version that was agreed on; null if none was offered
/// @param deflate offer that is accepted; null for no compression
record Upgrade(
    Reception reception,
    String key,
    @Nullable OcppVersion version,
    @Nullable DeflateOffer deflate) {

  /// An upgrade to whatever the charge point has offered.
  static Upgrade of(
      Reception reception, UpgradeDecision.Acceptable acceptable, OcppVersion version) {
    DeflateOffer deflate =
        reception.settings().compression()
            ? DeflateOffer.firstOf(acceptable.extensions()).orElse(null)
            : null;
    // A version that was assumed must not be named: the charge point has not offered it.
    return new Upgrade(
        reception, acceptable.key(), acceptable.offer().isEmpty() ? null : version, deflate);
  }

  /// An upgrade that ends at once.
  static Upgrade uncompressed(
      Reception reception, UpgradeDecision.Acceptable acceptable, @Nullable OcppVersion version) {
    return new Upgrade(reception, acceptable.key(), version, null);
  }

  boolean isCompressed() {
    return deflate != null;
  }

  /// Answers the request and lets frames take the place of HTTP.
  void switchProtocols(ChannelHandlerContext ctx) {
    String extension = deflate == null ? null : deflate.response();
    Outbound.send(ctx, HttpAnswer.switchingProtocols(key, version, extension, ctx.alloc()));
    ctx.pipeline()
        .addBefore(
            ctx.name(),
            Handlers.DECODER,
            new FrameDecoder(
                isCompressed() ? reception.compressedFrames() : reception.plainFrames(),
                reception.ticker()))
        .addBefore(ctx.name(), Handlers.ENCODER, FrameEncoder.SHARED);
  }

  /// Begins the session.
  ///
  /// @param spoken the version, offered or assumed
  /// @param earlyBytes what came behind the request, released here; null for nothing
  void startSession(
      ChannelHandlerContext ctx,
      ChargePointId id,
      OcppVersion spoken,
      @Nullable ByteBuf earlyBytes) {
    Compression compression =
        deflate == null ? null : new Compression(reception.deflate(), deflate.maxCompressedBytes());
    ChannelSocket socket = new ChannelSocket(ctx.channel(), compression);
    ChannelPipeline pipeline = ctx.pipeline();
    if (earlyBytes != null) {
      pipeline.addBefore(Handlers.DECODER, Handlers.EARLY_BYTES, new EarlyBytes(earlyBytes));
    }
    FrameDecoder decoder = pipeline.get(FrameDecoder.class);
    SocketListener session = reception.sessions().open(id, spoken, socket);
    pipeline.addLast(
        Handlers.SESSION,
        new SessionHandler(
            reception,
            socket,
            session,
            decoder,
            new MessageAssembler(reception.settings().messages().maxBytes(), compression)));
  }

  /// Says goodbye instead of beginning a session.
  void sayGoodbye(ChannelHandlerContext ctx, int closeCode, String reason) {
    ChannelSocket socket = new ChannelSocket(ctx.channel(), null);
    ctx.pipeline().addLast(Handlers.SESSION, new GoodbyeHandler(socket));
    socket.sayGoodbye(closeCode, reason);
  }
}
