package io.ocppgateway.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.internal.tcnative.SSL;
import io.ocppgateway.gateway.transport.Outbound;
import javax.net.ssl.SSLEngine;

/// A client's connection to a broker that is fused with what would answer behind it: acknowledges a
/// publish and sends the answer to the CALL in it with QoS 0, as the Lambda does, both in one
/// write.
///
/// @see "MQTT 5.0 §3"
final class BrokerConnection extends ByteStream {

  private static final int CONNECT = 1;
  private static final int PUBLISH = 3;
  private static final int PUBACK = 4;
  private static final int SUBSCRIBE = 8;
  private static final int UNSUBSCRIBE = 10;
  private static final int PINGREQ = 12;
  private static final int DISCONNECT = 14;

  private static final int CONNACK_HEADER = 0x20;
  private static final int SUBACK_HEADER = 0x90;
  private static final int UNSUBACK_HEADER = 0xB0;
  private static final int PUBACK_HEADER = 0x40;
  private static final int PUBLISH_QOS_0_HEADER = 0x30;
  private static final int PINGRESP_HEADER = 0xD0;
  private static final int GRANTED_QOS_1 = 1;

  private static final int TYPE_SHIFT = 4;
  private static final int CONTINUATION = 0x80;
  private static final int SEVEN_BITS = 0x7F;
  private static final int MAX_LENGTH_BYTES = 4;

  private static final int CALL_BYTES = Conversation.call().length;
  private static final byte[] ANSWER = Conversation.answer();
  private static final byte[] TOPIC_END = "/in".getBytes(US_ASCII);
  private static final byte[] ANSWER_TOPIC_END = "/out".getBytes(US_ASCII);

  private final BrokerConnections connections;

  BrokerConnection(BrokerConnections connections) {
    this.connections = connections;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    connections.opened();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    connections.closed();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof SslHandshakeCompletionEvent handshake && handshake.isSuccess()) {
      SSLEngine engine = ctx.pipeline().get(SslHandler.class).engine();
      // Of BoringSSL only it can be learned whether a session was resumed.
      connections.shookHands(
          SSL.isSessionReused(((ReferenceCountedOpenSslEngine) engine).sslPointer()));
    }
  }

  @Override
  boolean take(ChannelHandlerContext ctx, ByteBuf bytes) {
    int start = bytes.readerIndex();
    int type = bytes.getUnsignedByte(start) >> TYPE_SHIFT;
    int length = 0;
    int index = start + 1;
    int last = CONTINUATION;
    for (int i = 0; i < MAX_LENGTH_BYTES && (last & CONTINUATION) != 0; i++) {
      if (index >= bytes.writerIndex()) {
        return false;
      }
      last = bytes.getByte(index++);
      length |= (last & SEVEN_BITS) << (7 * i);
    }
    if (bytes.writerIndex() < index + length) {
      return false;
    }
    onPacket(ctx, type, bytes, index, index + length);
    bytes.readerIndex(index + length);
    return true;
  }

  private static void onPacket(
      ChannelHandlerContext ctx, int type, ByteBuf bytes, int index, int end) {
    switch (type) {
      case CONNECT -> send(ctx, CONNACK_HEADER, 3, 0, 0, 0);
      case SUBSCRIBE ->
          send(
              ctx,
              SUBACK_HEADER,
              4,
              bytes.getByte(index),
              bytes.getByte(index + 1),
              0,
              GRANTED_QOS_1);
      case UNSUBSCRIBE ->
          send(ctx, UNSUBACK_HEADER, 4, bytes.getByte(index), bytes.getByte(index + 1), 0, 0);
      case PUBLISH -> onPublish(ctx, bytes, index, end);
      case PINGREQ -> send(ctx, PINGRESP_HEADER, 0);
      case PUBACK -> {
        // Nothing is sent with QoS 1.
      }
      case DISCONNECT -> Outbound.close(ctx);
      default -> throw new IllegalStateException("a packet of type " + type + " came");
    }
  }

  private static void onPublish(ChannelHandlerContext ctx, ByteBuf bytes, int index, int end) {
    int topicLength = bytes.getUnsignedShort(index);
    int nameLength = topicLength - TOPIC_END.length;
    int packetIdIndex = index + 2 + topicLength;
    int properties = bytes.getByte(packetIdIndex + 2);
    int payload = packetIdIndex + 2 + 1 + properties;
    if (end - payload != CALL_BYTES) {
      throw new IllegalStateException("published were %d bytes".formatted(end - payload));
    }
    int remaining = 2 + nameLength + ANSWER_TOPIC_END.length + 1 + ANSWER.length;
    ByteBuf out = ctx.alloc().directBuffer(remaining + 16);
    out.writeByte(PUBACK_HEADER).writeByte(2).writeBytes(bytes, packetIdIndex, 2);
    out.writeByte(PUBLISH_QOS_0_HEADER);
    writeLength(out, remaining);
    out.writeShort(nameLength + ANSWER_TOPIC_END.length)
        .writeBytes(bytes, index + 2, nameLength)
        .writeBytes(ANSWER_TOPIC_END)
        .writeByte(0);
    int answer = out.writerIndex();
    out.writeBytes(ANSWER);
    out.setBytes(
        answer + Conversation.ID_OFFSET,
        bytes,
        payload + Conversation.ID_OFFSET,
        Conversation.ID_BYTES);
    Outbound.write(ctx, out);
  }

  private static void writeLength(ByteBuf out, int length) {
    int rest = length;
    while (rest > SEVEN_BITS) {
      out.writeByte((rest & SEVEN_BITS) | CONTINUATION);
      rest >>= 7;
    }
    out.writeByte(rest);
  }

  private static void send(ChannelHandlerContext ctx, int... packet) {
    ByteBuf out = ctx.alloc().directBuffer(packet.length);
    for (int octet : packet) {
      out.writeByte(octet);
    }
    Outbound.write(ctx, out);
  }
}
