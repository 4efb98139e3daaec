package io.ocppgateway.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.IntegerProperty;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodes;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A broker that does as it is told: refuses, takes over, acknowledges late.
final class ScriptedBroker implements AutoCloseable {

  private static final int RECEIVE_MAXIMUM = 2;

  private final EventLoopGroup eventLoops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final BlockingQueue<MqttMessage> received = new LinkedBlockingQueue<>();
  private final BlockingQueue<Channel> links = new LinkedBlockingQueue<>();
  private final MqttConnectReturnCode connectAnswer;
  private final MqttQoS subscribeAnswer;
  private final Channel listener;

  /// Accepts every link.
  static ScriptedBroker accepting() {
    return new ScriptedBroker(MqttConnectReturnCode.CONNECTION_ACCEPTED, MqttQoS.AT_LEAST_ONCE);
  }

  /// Refuses every link.
  static ScriptedBroker refusing() {
    return new ScriptedBroker(
        MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED_5, MqttQoS.AT_LEAST_ONCE);
  }

  /// Accepts links and refuses their subscriptions.
  static ScriptedBroker refusingSubscriptions() {
    return new ScriptedBroker(MqttConnectReturnCode.CONNECTION_ACCEPTED, MqttQoS.FAILURE);
  }

  private ScriptedBroker(MqttConnectReturnCode connectAnswer, MqttQoS subscribeAnswer) {
    this.connectAnswer = connectAnswer;
    this.subscribeAnswer = subscribeAnswer;
    listener =
        new ServerBootstrap()
            .group(eventLoops)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel
                        .pipeline()
                        .addLast(new MqttDecoder(1 << 20, 128), MqttEncoder.INSTANCE, new Script());
                  }
                })
            .bind(InetAddress.getLoopbackAddress(), 0)
            .syncUninterruptibly()
            .channel();
  }

  String url() {
    return "mqtt://127.0.0.1:" + ((InetSocketAddress) listener.localAddress()).getPort();
  }

  /// The next packet that a link sent, waited for.
  <T extends MqttMessage> T next(Class<T> type) throws InterruptedException {
    MqttMessage message = received.poll(10, TimeUnit.SECONDS);
    if (message == null) {
      throw new AssertionError("no packet came within 10 s; expected " + type.getSimpleName());
    }
    return type.cast(message);
  }

  boolean hasReceivedMore() {
    return !received.isEmpty();
  }

  /// The next link that has subscribed, waited for.
  Channel nextLink() throws InterruptedException {
    Channel link = links.poll(10, TimeUnit.SECONDS);
    if (link == null) {
      throw new AssertionError("no link came within 10 s");
    }
    return link;
  }

  static void acknowledge(Channel link, MqttPublishMessage publish) {
    link.writeAndFlush(
            MqttMessageBuilders.pubAck()
                .packetId(publish.variableHeader().packetId())
                .reasonCode((byte) 0)
                .properties(MqttProperties.NO_PROPERTIES)
                .build())
        .syncUninterruptibly();
  }

  static void publish(Channel link, String topic, String text) {
    link.writeAndFlush(
            MqttMessageBuilders.publish()
                .topicName(topic)
                .qos(MqttQoS.AT_LEAST_ONCE)
                .messageId(7)
                .payload(Unpooled.copiedBuffer(text, UTF_8))
                .build())
        .syncUninterruptibly();
  }

  static void disconnect(Channel link, MqttReasonCodes.Disconnect reason) {
    link.writeAndFlush(
            MqttMessageBuilders.disconnect()
                .reasonCode(reason.byteValue())
                .properties(MqttProperties.NO_PROPERTIES)
                .build())
        .syncUninterruptibly();
    link.close().syncUninterruptibly();
  }

  @Override
  public void close() {
    eventLoops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private final class Script extends SimpleChannelInboundHandler<MqttMessage> {

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, MqttMessage message) {
      if (message instanceof MqttPublishMessage publish) {
        // A copy: tests need not release what they look at.
        received.add(publish.replace(Unpooled.copiedBuffer(publish.payload())));
      } else {
        received.add(message);
      }
      if (message instanceof MqttConnectMessage) {
        MqttProperties properties = new MqttProperties();
        properties.add(new IntegerProperty(MqttProperties.RECEIVE_MAXIMUM, RECEIVE_MAXIMUM));
        ctx.writeAndFlush(
            MqttMessageBuilders.connAck().returnCode(connectAnswer).properties(properties).build());
      } else if (message instanceof MqttSubscribeMessage subscribe) {
        ctx.writeAndFlush(
            MqttMessageBuilders.subAck()
                .packetId(subscribe.variableHeader().messageId())
                .addGrantedQos(subscribeAnswer)
                .build());
        links.add(ctx.channel());
      } else if (message.fixedHeader().messageType() == MqttMessageType.DISCONNECT) {
        ctx.close();
      }
    }
  }
}
