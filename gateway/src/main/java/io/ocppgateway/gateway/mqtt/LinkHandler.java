package io.ocppgateway.gateway.mqtt;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
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
import io.ocppgateway.gateway.mqtt.LinkEnd.Kind;
import io.ocppgateway.gateway.transport.Outbound;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Speaks MQTT 5 for a [Link]: CONNECT, SUBSCRIBE, then what comes. Last in its pipeline.
final class LinkHandler extends SimpleChannelInboundHandler<MqttMessage> {

  private static final Logger LOG = LoggerFactory.getLogger(LinkHandler.class);

  private static final int FIRST_FAILURE_REASON = 0x80;
  private static final int DEFAULT_RECEIVE_MAXIMUM = 0xFFFF;

  private final Link link;

  LinkHandler(Link link) {
    this.link = link;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    link.write(Packets.connect(link.id()));
    link.flush();
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, MqttMessage message) {
    if (message.decoderResult().isFailure()) {
      link.lose("unreadable packet: " + message.decoderResult().cause());
      return;
    }
    switch (message) {
      case MqttPublishMessage publish -> onPublish(publish);
      case MqttPubAckMessage acknowledged -> onPublishAcknowledged(acknowledged);
      case MqttConnAckMessage accepted -> onConnectAcknowledged(ctx, accepted);
      case MqttSubAckMessage subscribed -> onSubscribed(subscribed);
      default -> {
        // PINGRESP needs no answer, and a broker sends nothing else.
        if (message.fixedHeader().messageType() == MqttMessageType.DISCONNECT) {
          link.end(endOf(message));
        }
      }
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    link.onReadComplete();
    // Acknowledgements, where the listener did not flush.
    link.flush();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    link.onWritabilityChanged();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    link.lose("connection closed by the broker");
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event == LinkKeepAlive.Verdict.SILENT) {
      link.onSilent();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    link.lose(cause.toString());
    Outbound.close(ctx);
  }

  private void onConnectAcknowledged(ChannelHandlerContext ctx, MqttConnAckMessage accepted) {
    MqttConnectReturnCode code = accepted.variableHeader().connectReturnCode();
    if (code != MqttConnectReturnCode.CONNECTION_ACCEPTED) {
      link.end(new LinkEnd(Kind.REFUSED, "CONNACK " + code));
      return;
    }
    MqttProperties properties = accepted.variableHeader().properties();
    link.onAccepted(integer(properties, MqttProperties.RECEIVE_MAXIMUM, DEFAULT_RECEIVE_MAXIMUM));
    int keepAliveSeconds =
        integer(properties, MqttProperties.SERVER_KEEP_ALIVE, (int) Packets.KEEP_ALIVE.toSeconds());
    if (keepAliveSeconds > 0) {
      ctx.pipeline().addBefore(ctx.name(), "keepAlive", new LinkKeepAlive(keepAliveSeconds));
    }
    link.write(Packets.subscribe(link.id()));
  }

  private void onSubscribed(MqttSubAckMessage subscribed) {
    int reason = subscribed.payload().reasonCodes().getFirst();
    if (reason >= FIRST_FAILURE_REASON) {
      link.end(new LinkEnd(Kind.REFUSED, "SUBACK 0x%02X".formatted(reason)));
      return;
    }
    link.onUp();
  }

  private void onPublish(MqttPublishMessage publish) {
    link.onMessage(publish.payload());
    if (publish.fixedHeader().qosLevel() == MqttQoS.AT_LEAST_ONCE) {
      link.write(Packets.publishAcknowledged(publish.variableHeader().packetId()));
    }
  }

  private void onPublishAcknowledged(MqttPubAckMessage acknowledged) {
    int reason = Packets.reasonOf(acknowledged);
    if (reason >= FIRST_FAILURE_REASON) {
      LOG.atWarn()
          .addKeyValue("chargePointId", link.id())
          .addKeyValue("reasonCode", reason)
          .log("broker refused a frame of the charge point");
    }
    link.onPublishAcknowledged();
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
