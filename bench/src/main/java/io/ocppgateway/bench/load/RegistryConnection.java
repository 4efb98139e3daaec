package io.ocppgateway.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.ocppgateway.gateway.transport.Outbound;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A connection to DynamoDB, where an item of every charge point is.
final class RegistryConnection extends ByteStream {

  private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(US_ASCII);
  private static final Pattern BODY_LENGTH =
      Pattern.compile("^Content-Length: *(\\d+)", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
  private static final String ITEM = "{\"Item\":{\"chargePointId\":{\"S\":\"any\"}}}";
  private static final String ANSWER =
      """
      HTTP/1.1 200 OK\r
      Content-Type: application/x-amz-json-1.0\r
      Content-Length: %d\r
      \r
      %s\
      """
          .formatted(ITEM.length(), ITEM);

  @Override
  boolean take(ChannelHandlerContext ctx, ByteBuf bytes) {
    int end = Bytes.indexOf(END_OF_HEAD, bytes);
    if (end < 0) {
      return false;
    }
    Matcher length = BODY_LENGTH.matcher(bytes.toString(bytes.readerIndex(), end, US_ASCII));
    int whole = end + END_OF_HEAD.length + (length.find() ? Integer.parseInt(length.group(1)) : 0);
    if (bytes.readableBytes() < whole) {
      return false;
    }
    bytes.skipBytes(whole);
    Outbound.write(ctx, ByteBufUtil.writeAscii(ctx.alloc(), ANSWER));
    return true;
  }
}
