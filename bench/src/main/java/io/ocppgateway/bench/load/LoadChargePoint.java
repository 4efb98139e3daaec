package io.ocppgateway.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.ocppgateway.gateway.transport.Outbound;
import org.jspecify.annotations.Nullable;

/// One connection of a [Fleet]: upgrades, calls, and checks that what comes is the answer. Its
/// first CALL goes out with the upgrade's answer, as a BootNotification does.
final class LoadChargePoint extends ByteStream {

  /// Any mask costs its reader the same; a fixed one lets the frame be masked once for all.
  private static final byte[] MASK = {0x5A, 0x17, (byte) 0xC3, (byte) 0x9E};

  private static final byte[] FRAME = maskedCall();
  private static final int ID_INDEX =
      FRAME.length - Conversation.call().length + Conversation.ID_OFFSET;
  private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(US_ASCII);
  private static final byte[] WELCOME = "HTTP/1.1 101 ".getBytes(US_ASCII);

  private final Fleet fleet;
  private final String name;
  private final byte[] id;
  private @Nullable ChannelHandlerContext context;
  private boolean upgraded;
  private boolean waiting;
  private long calledAt;

  LoadChargePoint(Fleet fleet, String name, int number) {
    this.fleet = fleet;
    this.name = name;
    id = Conversation.firstId(number);
  }

  /// Calls, unless the last CALL is not answered yet.
  ///
  /// @return whether it did
  boolean call() {
    ChannelHandlerContext ctx = context;
    if (ctx == null || waiting || !upgraded) {
      return false;
    }
    waiting = true;
    Conversation.toNext(id);
    ByteBuf frame = ctx.alloc().directBuffer(FRAME.length).writeBytes(FRAME);
    for (int i = 0; i < id.length; i++) {
      // The payload begins at a multiple of the mask's length.
      frame.setByte(ID_INDEX + i, id[i] ^ MASK[(ID_INDEX + i) % MASK.length]);
    }
    calledAt = System.nanoTime();
    Outbound.send(ctx, frame);
    return true;
  }

  boolean isWaiting() {
    return waiting;
  }

  void close() {
    if (context != null) {
      Outbound.close(context);
    }
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    context = ctx;
    String request =
        """
        GET /ocpp/%s HTTP/1.1\r
        Host: 127.0.0.1\r
        Connection: Upgrade\r
        Upgrade: websocket\r
        Sec-WebSocket-Version: 13\r
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
        Sec-WebSocket-Protocol: ocpp1.6\r
        \r
        """
            .formatted(name);
    Outbound.send(ctx, ByteBufUtil.writeAscii(ctx.alloc(), request));
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    context = null;
    fleet.onClosed(name);
  }

  @Override
  boolean take(ChannelHandlerContext ctx, ByteBuf bytes) {
    return upgraded ? takeFrame(ctx, bytes) : takeUpgrade(ctx, bytes);
  }

  private boolean takeUpgrade(ChannelHandlerContext ctx, ByteBuf bytes) {
    int end = Bytes.indexOf(END_OF_HEAD, bytes);
    if (end < 0) {
      return false;
    }
    if (!Bytes.startsWith(WELCOME, bytes)) {
      String head = bytes.toString(bytes.readerIndex(), end, US_ASCII);
      bytes.skipBytes(bytes.readableBytes());
      fleet.onFailure(name + " was refused: " + head.lines().findFirst().orElse(""));
      Outbound.close(ctx);
      return true;
    }
    bytes.skipBytes(end + END_OF_HEAD.length);
    upgraded = true;
    call();
    return true;
  }

  private boolean takeFrame(ChannelHandlerContext ctx, ByteBuf bytes) {
    int length = FrameBytes.length(bytes);
    if (length == 0) {
      return false;
    }
    switch (FrameBytes.opcode(bytes)) {
      case FrameBytes.TEXT -> onText(bytes);
      case FrameBytes.PING -> Outbound.write(ctx, emptyPong(ctx));
      case FrameBytes.CLOSE -> Outbound.close(ctx);
      default -> throw new IllegalStateException("a frame came that nobody sends");
    }
    bytes.skipBytes(length);
    return true;
  }

  private void onText(ByteBuf bytes) {
    if (!waiting || !Conversation.hasId(bytes, FrameBytes.payloadIndex(bytes), id)) {
      throw new IllegalStateException(name + ": an answer came to no CALL that waits");
    }
    waiting = false;
    fleet.onAnswer(this, System.nanoTime() - calledAt);
  }

  private static ByteBuf emptyPong(ChannelHandlerContext ctx) {
    return ctx.alloc()
        .directBuffer()
        .writeByte(FrameBytes.FINAL | FrameBytes.PONG)
        .writeByte(FrameBytes.MASKED)
        .writeBytes(MASK);
  }

  private static byte[] maskedCall() {
    byte[] call = Conversation.call();
    ByteBuf frame = Unpooled.buffer();
    frame
        .writeByte(FrameBytes.FINAL | FrameBytes.TEXT)
        .writeByte(FrameBytes.MASKED | FrameBytes.TWO_BYTE_LENGTH)
        .writeShort(call.length)
        .writeBytes(MASK);
    for (int i = 0; i < call.length; i++) {
      frame.writeByte(call[i] ^ MASK[i % MASK.length]);
    }
    return ByteBufUtil.getBytes(frame);
  }
}
