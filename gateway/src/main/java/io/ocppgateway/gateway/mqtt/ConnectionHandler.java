package io.ocppgateway.gateway.mqtt;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.IntegerProperty;
import io.netty.handler.codec.mqtt.MqttPubAckMessage;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodeAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttReasonCodes;
import io.netty.handler.codec.mqtt.MqttSubAckMessage;
import io.netty.handler.codec.mqtt.MqttUnsubAckMessage;
import io.ocppgateway.gateway.mqtt.reconnect.LinkEnd;
import io.ocppgateway.gateway.mqtt.reconnect.LinkEnd.Kind;
import io.ocppgateway.gateway.transport.Outbound;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Speaks MQTT 5 for a [Connection]: CONNECT, SUBSCRIBE, then what comes. Last in its pipeline.
final class ConnectionHandler extends SimpleChannelInboundHandler<MqttMessage> {

  private static final int FIRST_FAILURE_REASON = 0x80;
  private static final int QUOTA_EXCEEDED = 0x97;

  private final Connection connection;

  ConnectionHandler(Connection connection) {
    this.connection = connection;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    connection.onActive();
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, MqttMessage message) {
    if (message.decoderResult().isFailure()) {
      connection.lose("unreadable packet: " + message.decoderResult().cause());
      return;
    }
    switch (message) {
      case MqttPublishMessage publish -> onPublish(publish);
      case MqttPubAckMessage acknowledged ->
          connection.onPublishAcknowledged(
              acknowledged.variableHeader().messageId(), Packets.reasonOf(acknowledged));
      case MqttConnAckMessage accepted -> onConnectAcknowledged(accepted);
      case MqttSubAckMessage subscribed -> onSubscribed(subscribed);
      case MqttUnsubAckMessage _ -> connection.onUnsubscribed();
      default -> {
        // PINGRESP needs no answer, and a broker sends nothing else.
        if (message.fixedHeader().messageType() == MqttMessageType.DISCONNECT) {
          connection.end(endOf(message));
        }
      }
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    connection.onReadComplete();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    connection.onWritabilityChanged();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
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

  private void onConnectAcknowledged(MqttConnAckMessage accepted) {
    MqttConnectReturnCode code = accepted.variableHeader().connectReturnCode();
    if (code != MqttConnectReturnCode.CONNECTION_ACCEPTED) {
      connection.end(new LinkEnd(kindOf(code), "CONNACK " + code));
      return;
    }
    MqttProperties properties = accepted.variableHeader().properties();
    int keepAliveSeconds =
        integer(properties, MqttProperties.SERVER_KEEP_ALIVE, (int) Packets.KEEP_ALIVE.toSeconds());
    connection.onAccepted(BrokerLimits.of(properties), keepAliveSeconds);
  }

  private void onSubscribed(MqttSubAckMessage subscribed) {
    int reason = subscribed.payload().reasonCodes().getFirst();
    if (reason >= FIRST_FAILURE_REASON) {
      Kind kind = reason == QUOTA_EXCEEDED ? Kind.UNREACHABLE : Kind.REFUSED;
      connection.end(new LinkEnd(kind, "SUBACK 0x%02X".formatted(reason)));
      return;
    }
    connection.onSubscribed();
  }

  private void onPublish(MqttPublishMessage publish) {
    MqttFixedHeader header = publish.fixedHeader();
    Duration expiry = expiry(publish.variableHeader().properties());
    if (header.qosLevel() == MqttQoS.AT_LEAST_ONCE) {
      int packetId = publish.variableHeader().packetId();
      connection.onMessage(packetId, header.isDup(), publish.payload(), expiry);
    } else {
      connection.onMessage(publish.payload(), expiry);
    }
  }

  private static @Nullable Duration expiry(MqttProperties properties) {
    return properties.getProperty(MqttProperties.PUBLICATION_EXPIRY_INTERVAL)
            instanceof IntegerProperty seconds
        ? Duration.ofSeconds(Integer.toUnsignedLong(seconds.value()))
        : null;
  }

  /// What may be otherwise in a moment is no refusal.
  private static Kind kindOf(MqttConnectReturnCode code) {
    return switch (code) {
      case CONNECTION_REFUSED_SERVER_UNAVAILABLE,
          CONNECTION_REFUSED_SERVER_UNAVAILABLE_5,
          CONNECTION_REFUSED_SERVER_BUSY,
          CONNECTION_REFUSED_QUOTA_EXCEEDED,
          CONNECTION_REFUSED_CONNECTION_RATE_EXCEEDED,
          CONNECTION_REFUSED_UNSPECIFIED_ERROR,
          CONNECTION_REFUSED_IMPLEMENTATION_SPECIFIC ->
          Kind.UNREACHABLE;
      default -> Kind.REFUSED;
    };
  }

  private static LinkEnd endOf(MqttMessage disconnect) {
    int reason =
        disconnect.variableHeader() instanceof MqttReasonCodeAndPropertiesVariableHeader header
            ? Byte.toUnsignedInt(header.reasonCode())
            : 0;
    return new LinkEnd(kindOf(reason), "DISCONNECT 0x%02X".formatted(reason));
  }

  private static Kind kindOf(int reason) {
    if (reason == Byte.toUnsignedInt(MqttReasonCodes.Disconnect.SESSION_TAKEN_OVER.byteValue())) {
      return Kind.TAKEN_OVER;
    }
    if (reason
        == Byte.toUnsignedInt(MqttReasonCodes.Disconnect.ADMINISTRATIVE_ACTION.byteValue())) {
      return Kind.DISCONNECTED_BY_OPERATOR;
    }
    return Kind.LOST;
  }

  private static int integer(MqttProperties properties, int property, int otherwise) {
    return properties.getProperty(property) instanceof IntegerProperty value
        ? value.value()
        : otherwise;
  }
}
