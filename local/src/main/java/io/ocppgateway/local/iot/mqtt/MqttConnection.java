package io.ocppgateway.local.iot.mqtt;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodeAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttUnacceptableProtocolVersionException;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.ReferenceCountUtil;
import io.ocppgateway.local.aws.Principal;
import io.ocppgateway.local.iot.message.Publish;
import io.ocppgateway.local.iot.broker.Broker;
import io.ocppgateway.local.iot.broker.Delivery;
import io.ocppgateway.local.iot.broker.DisconnectReason;
import io.ocppgateway.local.iot.broker.Limits;
import io.ocppgateway.local.iot.broker.Link;
import io.ocppgateway.local.iot.broker.ReasonCode;
import io.ocppgateway.local.iot.broker.TopicRules;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One client's connection: reads its packets, keeps MQTT's rules, and tells the broker.
///
/// ```
/// open --CONNECT--> connected --DISCONNECT, fault, silence, takeover, socket closed--> ended
/// ```
///
/// Once ended it reads nothing more. Belongs to the channel's event loop, which is the broker's.
final class MqttConnection extends ChannelInboundHandlerAdapter implements Link {

  /// The name of the handler that watches for silence.
  static final String IDLE = "idle";

  /// How long a connection may take until its CONNECT.
  static final int CONNECT_TIMEOUT_SECONDS = 30;

  private static final Logger LOG = LoggerFactory.getLogger(MqttConnection.class);
  private static final int SILENCE_MILLIS_PER_KEEP_ALIVE_SECOND = 1500;

  private final Channel channel;
  private final Broker broker;
  private final Clock clock;
  private final TopicAliases aliases = new TopicAliases();
  private @Nullable String clientId;
  private Principal principal = Principal.ANONYMOUS;
  private boolean version5;
  private boolean ended;

  MqttConnection(Channel channel, Broker broker, Clock clock) {
    this.channel = channel;
    this.broker = broker;
    this.clock = clock;
  }

  @Override
  public void send(Publish message, Delivery how) {
    write(PublishCodec.packet(message, how));
  }

  @Override
  public boolean isWritable() {
    return channel.isWritable();
  }

  @Override
  public void end(int reasonCode) {
    ended = true;
    if (version5) {
      channel
          .writeAndFlush(MqttMessageBuilders.disconnect().reasonCode((byte) reasonCode).build())
          .addListener(ChannelFutureListener.CLOSE);
    } else {
      closeAfterWrites();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object packet) {
    try {
      if (!ended && packet instanceof MqttMessage message) {
        read(message);
      }
    } finally {
      ReferenceCountUtil.release(packet);
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (clientId != null && channel.isWritable()) {
      broker.writable(this, clientId);
    }
    ctx.fireChannelWritabilityChanged();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof IdleStateEvent) {
      fail(ReasonCode.KEEP_ALIVE_TIMEOUT, DisconnectReason.MQTT_KEEP_ALIVE_TIMEOUT, "silent");
    } else if (event.equals(WebSocketBytes.CLOSED_BY_CLIENT)) {
      leave(DisconnectReason.CLIENT_INITIATED_DISCONNECT, false);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    leave(DisconnectReason.CONNECTION_LOST, true);
    ctx.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof IOException) {
      leave(DisconnectReason.CONNECTION_LOST, true);
      closeAfterWrites();
    } else {
      LOG.atWarn().addKeyValue("clientId", clientId).setCause(cause).log("MQTT connection failed");
      clientFault(ReasonCode.MALFORMED_PACKET, cause.toString());
    }
  }

  private void read(MqttMessage packet) {
    if (packet.decoderResult().isFailure()) {
      malformed(packet.decoderResult().cause());
      return;
    }
    MqttMessageType type = packet.fixedHeader().messageType();
    String connected = clientId;
    if (type == MqttMessageType.CONNECT && connected == null) {
      connect((MqttConnectMessage) packet);
    } else if (type == MqttMessageType.CONNECT || connected == null) {
      clientFault(
          ReasonCode.PROTOCOL_ERROR,
          "%s is not expected now: CONNECT comes first, once".formatted(type));
    } else {
      read(packet, type, connected);
    }
  }

  private void read(MqttMessage packet, MqttMessageType type, String connected) {
    switch (type) {
      case PUBLISH -> publish((MqttPublishMessage) packet, connected);
      case PUBACK -> {
        if (packet.variableHeader() instanceof MqttMessageIdVariableHeader id) {
          broker.acknowledged(this, connected, id.messageId());
        }
      }
      case SUBSCRIBE ->
          SubscribePackets.subscribe(
                  (MqttSubscribeMessage) packet,
                  version5,
                  it -> broker.subscribe(this, connected, it))
              .ifPresentOrElse(this::write, () -> qos2("SUBSCRIBE"));
      case UNSUBSCRIBE ->
          write(
              SubscribePackets.unsubscribe(
                  (MqttUnsubscribeMessage) packet,
                  filter -> broker.unsubscribe(this, connected, filter)));
      case PINGREQ ->
          write(
              new MqttMessage(
                  new MqttFixedHeader(
                      MqttMessageType.PINGRESP, false, MqttQoS.AT_MOST_ONCE, false, 0)));
      case DISCONNECT -> disconnect(packet);
      case CONNECT, CONNACK, PUBREC, PUBREL, PUBCOMP, SUBACK, UNSUBACK, PINGRESP, AUTH ->
          clientFault(ReasonCode.PROTOCOL_ERROR, "%s is not for clients to send".formatted(type));
    }
  }

  private void connect(MqttConnectMessage packet) {
    ConnectPacket connect = ConnectPacket.of(packet);
    version5 = connect.version5();
    if (!connect.isClientIdAllowed()) {
      refuse(connect, "client id '%s' is not allowed".formatted(connect.clientId()));
      return;
    }
    Optional<String> willFault = willFault(connect);
    if (willFault.isPresent()) {
      clientFault(ReasonCode.PROTOCOL_ERROR, willFault.get());
      return;
    }
    Principal signer = channel.attr(WebSocketGate.PRINCIPAL).get();
    principal = signer == null ? Principal.ANONYMOUS : signer;
    clientId = connect.clientId();
    channel.pipeline().replace(IDLE, IDLE, keepAlive(connect.keepAliveSeconds()));
    boolean sessionPresent =
        broker.connect(this, connect.request(principal, ipAddress(), clock.instant()));
    write(connect.accepted(sessionPresent));
    broker.resume(this, connect.clientId());
  }

  private void publish(MqttPublishMessage packet, String connected) {
    int qos = packet.fixedHeader().qosLevel().value();
    if (qos > 1) {
      qos2("PUBLISH");
      return;
    }
    if (packet.payload().readableBytes() > Limits.MAX_PAYLOAD_BYTES) {
      clientFault(
          ReasonCode.PACKET_TOO_LARGE,
          "payload of %d bytes; allowed are %d"
              .formatted(packet.payload().readableBytes(), Limits.MAX_PAYLOAD_BYTES));
      return;
    }
    String topic = aliases.topic(packet).orElse(null);
    if (topic == null) {
      clientFault(ReasonCode.TOPIC_ALIAS_INVALID, "unknown topic alias");
      return;
    }
    Optional<String> fault = TopicRules.publishFault(topic);
    if (fault.isPresent()) {
      clientFault(ReasonCode.TOPIC_NAME_INVALID, fault.get());
      return;
    }
    broker.publish(
        new Publish(
            topic,
            PublishCodec.copy(packet.payload()),
            qos,
            packet.fixedHeader().isRetain(),
            PublishCodec.properties(packet.variableHeader().properties()),
            connected,
            principal,
            clock.instant()));
    if (qos == 1) {
      write(
          MqttMessageBuilders.pubAck()
              .packetId(packet.variableHeader().packetId())
              .reasonCode((byte) ReasonCode.SUCCESS)
              .properties(MqttProperties.NO_PROPERTIES)
              .build());
    }
  }

  private void disconnect(MqttMessage packet) {
    boolean sendWill =
        packet.variableHeader() instanceof MqttReasonCodeAndPropertiesVariableHeader header
            && header.reasonCode() == ReasonCode.DISCONNECT_WITH_WILL;
    leave(DisconnectReason.CLIENT_INITIATED_DISCONNECT, sendWill);
    closeAfterWrites();
  }

  /// @see "AWS IoT Core developer guide, MQTT: QoS 2 gets no PUBACK and no SUBACK"
  private void qos2(String packet) {
    if (version5) {
      clientFault(ReasonCode.QOS_NOT_SUPPORTED, packet + " with QoS 2; allowed are 0 and 1");
    } else {
      LOG.atWarn()
          .addKeyValue("clientId", clientId)
          .log(packet + " with QoS 2 ignored; allowed are 0 and 1");
    }
  }

  private void malformed(Throwable cause) {
    if (cause instanceof MqttUnacceptableProtocolVersionException) {
      LOG.atWarn().setCause(cause).log("MQTT version refused; allowed are 5 and 3.1.1");
      ended = true;
      closeAfterWrites();
    } else if (cause instanceof TooLongFrameException) {
      clientFault(ReasonCode.PACKET_TOO_LARGE, String.valueOf(cause.getMessage()));
    } else {
      clientFault(ReasonCode.MALFORMED_PACKET, String.valueOf(cause));
    }
  }

  private void clientFault(int reasonCode, String what) {
    fail(reasonCode, DisconnectReason.CLIENT_ERROR, what);
  }

  private void fail(int reasonCode, DisconnectReason reason, String what) {
    if (ended) {
      return;
    }
    LOG.atWarn()
        .addKeyValue("clientId", clientId)
        .addKeyValue("reason", reason)
        .addKeyValue("fault", what)
        .log("MQTT connection ended by IoT Core");
    boolean connected = clientId != null;
    leave(reason, true);
    if (connected) {
      end(reasonCode);
    } else {
      closeAfterWrites();
    }
  }

  private void refuse(ConnectPacket connect, String why) {
    LOG.atWarn().addKeyValue("reason", why).log("MQTT client refused");
    ended = true;
    channel.writeAndFlush(connect.clientIdRefused()).addListener(ChannelFutureListener.CLOSE);
  }

  /// The broker forgets this connection; a second call does nothing.
  private void leave(DisconnectReason reason, boolean sendWill) {
    if (!ended) {
      ended = true;
      if (clientId != null) {
        broker.disconnected(this, clientId, reason, sendWill);
      }
    }
  }

  private void write(MqttMessage packet) {
    channel.writeAndFlush(packet).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
  }

  private void closeAfterWrites() {
    channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
  }

  private String ipAddress() {
    return channel.remoteAddress() instanceof InetSocketAddress remote
        ? remote.getAddress().getHostAddress()
        : "";
  }

  private static Optional<String> willFault(ConnectPacket connect) {
    String topic = connect.willTopic();
    if (topic == null) {
      return Optional.empty();
    }
    if (connect.willQos() > 1 || connect.willBytes() > Limits.MAX_PAYLOAD_BYTES) {
      return Optional.of(
          "will of QoS %d and %d bytes; allowed are QoS 0 and 1 and %d bytes"
              .formatted(connect.willQos(), connect.willBytes(), Limits.MAX_PAYLOAD_BYTES));
    }
    return TopicRules.publishFault(topic);
  }

  private static IdleStateHandler keepAlive(int seconds) {
    return new IdleStateHandler(
        (long) seconds * SILENCE_MILLIS_PER_KEEP_ALIVE_SECOND, 0, 0, TimeUnit.MILLISECONDS);
  }
}
