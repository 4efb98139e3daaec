package io.ocppgateway.gateway.mqtt;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.ocppgateway.gateway.mqtt.packet.PacketListener;
import io.ocppgateway.gateway.mqtt.packet.PacketProperties;
import io.ocppgateway.gateway.mqtt.packet.PacketReader;
import io.ocppgateway.gateway.mqtt.reconnect.LinkEnd;
import io.ocppgateway.gateway.mqtt.reconnect.LinkEnd.Kind;
import io.ocppgateway.gateway.transport.Outbound;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Speaks MQTT 5 for a [Connection]: CONNECT, SUBSCRIBE, then what comes. Last in its pipeline.
final class ConnectionHandler extends ByteToMessageDecoder implements PacketListener {

  private static final int ACCEPTED = 0;
  private static final int FIRST_FAILURE_REASON = 0x80;
  private static final int UNSPECIFIED_ERROR = 0x80;
  private static final int IMPLEMENTATION_SPECIFIC_ERROR = 0x83;
  private static final int SERVER_UNAVAILABLE = 0x88;
  private static final int SERVER_BUSY = 0x89;
  private static final int SESSION_TAKEN_OVER = 0x8E;
  private static final int QUOTA_EXCEEDED = 0x97;
  private static final int ADMINISTRATIVE_ACTION = 0x98;
  private static final int CONNECTION_RATE_EXCEEDED = 0x9F;

  /// Of MQTT 3.1.1, in which a broker answers that knows no other.
  private static final int SERVER_UNAVAILABLE_3 = 3;

  private static final long NO_EXPIRY = -1;

  private final Connection connection;

  ConnectionHandler(Connection connection) {
    this.connection = connection;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    connection.onActive();
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    PacketReader.read(in, this);
  }

  /// Not as the decoder would: it reads on, whether the link lets it or not, where no packet was
  /// handed to the next handler, and here none ever is.
  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    discardSomeReadBytes();
    connection.onReadComplete();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    connection.onWritabilityChanged();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) throws Exception {
    super.channelInactive(ctx);
    connection.onCut("connection closed by the broker");
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof IOException) {
      connection.onCut(cause.toString());
    } else {
      connection.lose(cause.toString());
    }
    Outbound.close(ctx);
  }

  @Override
  public void onConnectAcknowledged(int reasonCode, ByteBuf properties) {
    if (reasonCode != ACCEPTED) {
      connection.end(
          new LinkEnd(kindOfRefusal(reasonCode), "CONNACK 0x%02X".formatted(reasonCode)));
      return;
    }
    long keepAliveSeconds =
        PacketProperties.number(
            properties, PacketProperties.SERVER_KEEP_ALIVE_SECONDS, Packets.KEEP_ALIVE.toSeconds());
    connection.onAccepted(BrokerLimits.of(properties), (int) keepAliveSeconds);
  }

  @Override
  public void onSubscribed(int reasonCode) {
    if (reasonCode >= FIRST_FAILURE_REASON) {
      Kind kind = reasonCode == QUOTA_EXCEEDED ? Kind.UNREACHABLE : Kind.REFUSED;
      connection.end(new LinkEnd(kind, "SUBACK 0x%02X".formatted(reasonCode)));
      return;
    }
    connection.onSubscribed();
  }

  @Override
  public void onUnsubscribed() {
    connection.onUnsubscribed();
  }

  @Override
  public void onMessage(ByteBuf properties, ByteBuf payload) {
    connection.onMessage(payload, expiry(properties));
  }

  @Override
  public void onMessage(int packetId, boolean again, ByteBuf properties, ByteBuf payload) {
    connection.onMessage(packetId, again, payload, expiry(properties));
  }

  @Override
  public void onPublishAcknowledged(int packetId, int reasonCode) {
    connection.onPublishAcknowledged(packetId, reasonCode);
  }

  /// @see "MQTT 5.0 §3.14.2.1"
  @Override
  public void onDisconnect(int reasonCode) {
    Kind kind =
        switch (reasonCode) {
          case SESSION_TAKEN_OVER -> Kind.TAKEN_OVER;
          case ADMINISTRATIVE_ACTION -> Kind.DISCONNECTED_BY_OPERATOR;
          // Malformed packet, protocol error, implementation specific error, not authorized, topic
          // name or alias invalid, packet too large, payload format invalid, retain or QoS not
          // supported.
          case 0x81, 0x82, 0x83, 0x87, 0x90, 0x94, 0x95, 0x99, 0x9A, 0x9B -> Kind.OBJECTED;
          default -> Kind.LOST;
        };
    connection.end(new LinkEnd(kind, "DISCONNECT 0x%02X".formatted(reasonCode), reasonCode));
  }

  private static @Nullable Duration expiry(ByteBuf properties) {
    long seconds =
        PacketProperties.number(properties, PacketProperties.MESSAGE_EXPIRY_SECONDS, NO_EXPIRY);
    return seconds == NO_EXPIRY ? null : Duration.ofSeconds(seconds);
  }

  /// What may be otherwise in a moment is no refusal.
  private static Kind kindOfRefusal(int reasonCode) {
    return switch (reasonCode) {
      case SERVER_UNAVAILABLE_3,
          SERVER_UNAVAILABLE,
          SERVER_BUSY,
          QUOTA_EXCEEDED,
          CONNECTION_RATE_EXCEEDED,
          UNSPECIFIED_ERROR,
          IMPLEMENTATION_SPECIFIC_ERROR ->
          Kind.UNREACHABLE;
      default -> Kind.REFUSED;
    };
  }
}
