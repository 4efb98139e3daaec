package io.ocppgateway.gateway.websocket;

import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.util.concurrent.Ticker;
import io.ocppgateway.gateway.rate.Rate;
import io.ocppgateway.gateway.session.SessionOpener;
import io.ocppgateway.gateway.websocket.deflate.MessageDeflate;
import io.ocppgateway.gateway.websocket.event.SocketEvents;
import io.ocppgateway.gateway.websocket.limit.AddressLimits;
import io.ocppgateway.gateway.websocket.message.UnfinishedBudget;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What all connections of a listener share, so that none has one of its own.
///
/// @param checks which everybody has to pass
/// @param sessions takes over whoever did
/// @param events is told of it
/// @param limits of source addresses
/// @param frameRate of each charge point, null for any
/// @param unfinished what messages of charge points take that are not whole yet
/// @param plainFrames how frames are read where no compression was agreed on
/// @param compressedFrames how frames are read where it was
/// @param deflate compresses
/// @param ticker measures time
record Reception(
    SocketSettings settings,
    EntryChecks checks,
    SessionOpener sessions,
    SocketEvents events,
    AddressLimits limits,
    @Nullable Rate frameRate,
    UnfinishedBudget unfinished,
    WebSocketDecoderConfig plainFrames,
    WebSocketDecoderConfig compressedFrames,
    MessageDeflate deflate,
    Ticker ticker) {

  private static final int MAX_REMEMBERED_ADDRESSES = 100_000;
  private static final Duration SECOND = Duration.ofSeconds(1);

  /// Begins with nobody.
  static Reception of(
      SocketSettings settings,
      EntryChecks checks,
      SessionOpener sessions,
      SocketEvents events,
      Ticker ticker) {
    int perSecond = settings.messages().perSecond();
    return new Reception(
        settings,
        checks,
        sessions,
        events,
        new AddressLimits(settings.perAddress(), MAX_REMEMBERED_ADDRESSES, ticker),
        perSecond == 0 ? null : Rate.of(perSecond, SECOND),
        new UnfinishedBudget(settings.messages().maxUnfinishedBytes()),
        frames(settings, false),
        frames(settings, true),
        new MessageDeflate(),
        ticker);
  }

  /// @param reservedBits whether an extension was agreed on that uses them
  private static WebSocketDecoderConfig frames(SocketSettings settings, boolean reservedBits) {
    return WebSocketDecoderConfig.newBuilder()
        .maxFramePayloadLength(settings.messages().maxBytes())
        .allowExtensions(reservedBits)
        // Closing is the session's, and whole messages are checked there at once.
        .closeOnProtocolViolation(false)
        .withUTF8Validator(false)
        .build();
  }
}
