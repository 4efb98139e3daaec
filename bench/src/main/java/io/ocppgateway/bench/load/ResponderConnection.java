package io.ocppgateway.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.ocppgateway.gateway.transport.Outbound;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A charge point's connection to a server that answers its CALLs itself, without a broker.
final class ResponderConnection extends ByteStream {

  private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(US_ASCII);
  private static final Pattern KEY =
      Pattern.compile("^Sec-WebSocket-Key: *(\\S+)", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final byte[] ANSWER = Conversation.answer();
  private static final int MASK_BYTES = 4;

  private boolean upgraded;

  @Override
  boolean take(ChannelHandlerContext ctx, ByteBuf bytes) {
    return upgraded ? takeFrame(ctx, bytes) : takeRequest(ctx, bytes);
  }

  private boolean takeRequest(ChannelHandlerContext ctx, ByteBuf bytes) {
    int end = Bytes.indexOf(END_OF_HEAD, bytes);
    if (end < 0) {
      return false;
    }
    Matcher key = KEY.matcher(bytes.readCharSequence(end + END_OF_HEAD.length, US_ASCII));
    if (!key.find()) {
      throw new IllegalStateException("a request came that is no WebSocket's");
    }
    String answer =
        """
        HTTP/1.1 101 Switching Protocols\r
        Upgrade: websocket\r
        Connection: Upgrade\r
        Sec-WebSocket-Accept: %s\r
        Sec-WebSocket-Protocol: ocpp1.6\r
        \r
        """
            .formatted(accept(key.group(1)));
    Outbound.write(ctx, ByteBufUtil.writeAscii(ctx.alloc(), answer));
    upgraded = true;
    return true;
  }

  private static boolean takeFrame(ChannelHandlerContext ctx, ByteBuf bytes) {
    int length = FrameBytes.length(bytes);
    if (length == 0) {
      return false;
    }
    if (FrameBytes.opcode(bytes) == FrameBytes.TEXT) {
      answer(ctx, bytes);
    } else {
      Outbound.close(ctx);
    }
    bytes.skipBytes(length);
    return true;
  }

  private static void answer(ChannelHandlerContext ctx, ByteBuf call) {
    int payload = FrameBytes.payloadIndex(call);
    int mask = payload - MASK_BYTES;
    ByteBuf out = ctx.alloc().directBuffer(ANSWER.length + 2);
    out.writeByte(FrameBytes.FINAL | FrameBytes.TEXT).writeByte(ANSWER.length).writeBytes(ANSWER);
    for (int i = Conversation.ID_OFFSET; i < Conversation.ID_OFFSET + Conversation.ID_BYTES; i++) {
      out.setByte(2 + i, call.getByte(payload + i) ^ call.getByte(mask + i % MASK_BYTES));
    }
    Outbound.write(ctx, out);
  }

  private static String accept(String key) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(US_ASCII));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }
}
