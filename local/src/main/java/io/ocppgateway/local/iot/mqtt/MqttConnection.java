package io.ocppgateway.local.iot.mqtt;

import io.netty.channel.Channel;
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
import io.ocppgateway.local.iot.broker.Broker;
import io.ocppgateway.local.iot.broker.DisconnectReason;
import io.ocppgateway.local.iot.broker.ReasonCode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One client's connection: takes its packets in the order that MQTT asks for, and tells the
/// broker.
///
/// ```
/// open --CONNECT--> connected --DISCONNECT, fault, silence, takeover, socket closed--> ended
/// ```
///
/// Once ended it reads nothing more. Belongs to the channel's event loop, which is the broker's.
final class MqttConnection extends ChannelInboundHandlerAdapter {

  /// The name of the handler that watches for silence.
  static final String IDLE = "idle";

  /// How long a connection may take until its CONNECT.
  static final int CONNECT_TIMEOUT_SECONDS = 30;

  private static final Logger LOG = LoggerFactory.getLogger(MqttConnection.class);
  private static final int SILENCE_MILLIS_PER_KEEP_ALIVE_SECOND = 1500;

  private final Channel channel;
  private final MqttLink link;
  private final Broker broker;
  private final Clock clock;
  private @Nullable Client client;

  MqttConnection(Channel channel, Broker broker, Clock clock) {
    this.channel = channel;
    this.link = new MqttLink(channel);
    this.broker = broker;
    this.clock = clock;
  }

  /// What is known once CONNECT was accepted.
  private record Client(String id, PublishReader publishes) {}

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object packet) {
    try {
      if (!link.hasEnded() && packet instanceof MqttMessage message) {
        read(message);
      }
    } finally {
      ReferenceCountUtil.release(packet);
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (client != null && channel.isWritable()) {
      broker.writable(link, client.id());
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
      link.close();
    } else {
      LOG.atWarn()
          .addKeyValue("clientId", clientId())
          .setCause(cause)
          .log("MQTT connection failed");
      clientFault(ReasonCode.MALFORMED_PACKET, cause.toString());
    }
  }

  private void read(MqttMessage packet) {
    if (packet.decoderResult().isFailure()) {
      malformed(packet.decoderResult().cause());
      return;
    }
    MqttMessageType type = packet.fixedHeader().messageType();
    Client connected = client;
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

  private void read(MqttMessage packet, MqttMessageType type, Client connected) {
    switch (type) {
      case PUBLISH -> publish((MqttPublishMessage) packet, connected);
      case PUBACK -> {
        if (packet.variableHeader() instanceof MqttMessageIdVariableHeader id) {
          broker.acknowledged(link, connected.id(), id.messageId());
        }
      }
      case SUBSCRIBE ->
          SubscribePackets.subscribe(
                  (MqttSubscribeMessage) packet,
                  link.isVersion5(),
                  it -> broker.subscribe(link, connected.id(), it))
              .ifPresentOrElse(
                  link::write, () -> qos2("SUBSCRIBE with QoS 2; allowed are 0 and 1"));
      case UNSUBSCRIBE ->
          link.write(
              SubscribePackets.unsubscribe(
                  (MqttUnsubscribeMessage) packet,
                  filter -> broker.unsubscribe(link, connected.id(), filter)));
      case PINGREQ ->
          link.write(
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
    if (connect.version5()) {
      link.speaksVersion5();
    }
    if (!connect.isClientIdAllowed()) {
      LOG.atWarn()
          .addKeyValue("clientId", connect.clientId())
          .log("MQTT client refused: its client id is not allowed");
      link.writeLast(connect.clientIdRefused());
      return;
    }
    Optional<String> willFault = connect.willFault();
    if (willFault.isPresent()) {
      clientFault(ReasonCode.PROTOCOL_ERROR, willFault.get());
      return;
    }
    Principal signer = channel.attr(WebSocketGate.PRINCIPAL).get();
    Principal principal = signer == null ? Principal.ANONYMOUS : signer;
    if (!broker.access().mayConnect(principal, connect.clientId())) {
      link.writeLast(connect.notAuthorized());
      return;
    }
    client =
        new Client(connect.clientId(), new PublishReader(connect.clientId(), principal, clock));
    channel.pipeline().replace(IDLE, IDLE, keepAlive(connect.keepAliveSeconds()));
    boolean sessionPresent =
        broker.connect(link, connect.request(principal, ipAddress(), clock.instant()));
    link.write(connect.accepted(sessionPresent));
    broker.resume(link, connect.clientId());
  }

  private void publish(MqttPublishMessage packet, Client connected) {
    switch (connected.publishes().read(packet)) {
      case PublishReader.Accepted accepted when !broker.access().mayPublish(accepted.message()) ->
          fail(
              ReasonCode.NOT_AUTHORIZED,
              DisconnectReason.AUTH_ERROR,
              "PUBLISH on %s is not allowed".formatted(accepted.message().topic()));
      case PublishReader.Accepted accepted -> {
        broker.publish(accepted.message());
        if (accepted.message().qos() == 1) {
          link.write(
              MqttMessageBuilders.pubAck()
                  .packetId(packet.variableHeader().packetId())
                  .reasonCode((byte) ReasonCode.SUCCESS)
                  .properties(MqttProperties.NO_PROPERTIES)
                  .build());
        }
      }
      case PublishReader.Fault fault when fault.reasonCode() == ReasonCode.QOS_NOT_SUPPORTED ->
          qos2(fault.text());
      case PublishReader.Fault fault -> clientFault(fault.reasonCode(), fault.text());
    }
  }

  private void disconnect(MqttMessage packet) {
    boolean sendWill =
        packet.variableHeader() instanceof MqttReasonCodeAndPropertiesVariableHeader header
            && header.reasonCode() == ReasonCode.DISCONNECT_WITH_WILL;
    leave(DisconnectReason.CLIENT_INITIATED_DISCONNECT, sendWill);
    link.close();
  }

  /// @see "AWS IoT Core developer guide, MQTT: QoS 2 gets no PUBACK and no SUBACK"
  private void qos2(String what) {
    if (link.isVersion5()) {
      clientFault(ReasonCode.QOS_NOT_SUPPORTED, what);
    } else {
      LOG.atWarn().addKeyValue("clientId", clientId()).log("{}; ignored", what);
    }
  }

  private void malformed(Throwable cause) {
    if (cause instanceof MqttUnacceptableProtocolVersionException) {
      LOG.atWarn().setCause(cause).log("MQTT version refused; allowed are 5 and 3.1.1");
      link.close();
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
    if (link.hasEnded()) {
      return;
    }
    LOG.atWarn()
        .addKeyValue("clientId", clientId())
        .addKeyValue("reason", reason)
        .addKeyValue("fault", what)
        .log("MQTT connection ended by IoT Core");
    leave(reason, true);
    if (client == null) {
      link.close();
    } else {
      link.end(reasonCode);
    }
  }

  /// The broker forgets this connection; a second call does nothing.
  private void leave(DisconnectReason reason, boolean sendWill) {
    if (link.markEnded() && client != null) {
      broker.disconnected(link, client.id(), reason, sendWill);
    }
  }

  private String clientId() {
    return client == null ? "" : client.id();
  }

  private String ipAddress() {
    return channel.remoteAddress() instanceof InetSocketAddress remote
        ? remote.getAddress().getHostAddress()
        : "";
  }

  private static IdleStateHandler keepAlive(int seconds) {
    return new IdleStateHandler(
        (long) seconds * SILENCE_MILLIS_PER_KEEP_ALIVE_SECOND, 0, 0, TimeUnit.MILLISECONDS);
  }
}
