package io.ocppgateway.gateway.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
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
import io.netty.handler.codec.mqtt.MqttSubAckMessage;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A broker that does as it is told: refuses, takes over, acknowledges late. Of the connection by
/// which a gateway finds out whether there is a broker it says nothing.
public final class ScriptedBroker implements AutoCloseable {

  /// What is sent before a SUBACK.
  public static final String EARLY = "[2,\"early\",\"Reset\",{}]";

  private static final int RECEIVE_MAXIMUM = 2;

  private final EventLoopGroup eventLoops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final BlockingQueue<MqttMessage> received = new LinkedBlockingQueue<>();
  private final BlockingQueue<Channel> links = new LinkedBlockingQueue<>();
  private final MqttConnectReturnCode connectAnswer;
  private final MqttQoS subscribeAnswer;
  private final Script script;
  private final Channel listener;

  /// How far it plays along.
  private enum Script {
    /// Answers CONNECT and SUBSCRIBE.
    ANSWER,
    /// Answers nothing, so that links stay in the making.
    SAY_NOTHING,
    /// Sends a message before it acknowledges the subscription, as MQTT allows.
    SEND_EARLY,
    /// Acknowledges no subscription by itself.
    LET_SUBSCRIBE_LATER
  }

  /// Accepts every link.
  public static ScriptedBroker accepting() {
    return accepting(Script.ANSWER);
  }

  /// Takes the connections of links and never says a word.
  public static ScriptedBroker silent() {
    return accepting(Script.SAY_NOTHING);
  }

  /// Accepts every link, and sends it [#EARLY] before the SUBACK.
  public static ScriptedBroker sendingEarly() {
    return accepting(Script.SEND_EARLY);
  }

  /// Accepts every link, and leaves it to [#subscribed] to accept its subscription.
  public static ScriptedBroker lettingSubscribeLater() {
    return accepting(Script.LET_SUBSCRIBE_LATER);
  }

  private static ScriptedBroker accepting(Script script) {
    return new ScriptedBroker(
        MqttConnectReturnCode.CONNECTION_ACCEPTED, MqttQoS.AT_LEAST_ONCE, script);
  }

  /// Refuses every link.
  public static ScriptedBroker refusing() {
    return new ScriptedBroker(
        MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED_5,
        MqttQoS.AT_LEAST_ONCE,
        Script.ANSWER);
  }

  /// Accepts links and refuses their subscriptions.
  public static ScriptedBroker refusingSubscriptions() {
    return new ScriptedBroker(
        MqttConnectReturnCode.CONNECTION_ACCEPTED, MqttQoS.FAILURE, Script.ANSWER);
  }

  private ScriptedBroker(
      MqttConnectReturnCode connectAnswer, MqttQoS subscribeAnswer, Script script) {
    this.connectAnswer = connectAnswer;
    this.subscribeAnswer = subscribeAnswer;
    this.script = script;
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
                        .addLast(new MqttDecoder(1 << 20, 128), MqttEncoder.INSTANCE, new Player());
                  }
                })
            .bind(InetAddress.getLoopbackAddress(), 0)
            .syncUninterruptibly()
            .channel();
  }

  public String url() {
    return "mqtt://127.0.0.1:" + ((InetSocketAddress) listener.localAddress()).getPort();
  }

  /// The next packet that a link sent, waited for.
  public <T extends MqttMessage> T next(Class<T> type) throws InterruptedException {
    MqttMessage message = received.poll(30, TimeUnit.SECONDS);
    if (message == null) {
      throw new AssertionError("no packet came within 30 s; expected " + type.getSimpleName());
    }
    return type.cast(message);
  }

  public boolean hasReceivedMore() {
    return !received.isEmpty();
  }

  /// Waits, and sees that nothing more comes.
  public void expectNothingFor(Duration time) throws InterruptedException {
    MqttMessage message = received.poll(time.toMillis(), TimeUnit.MILLISECONDS);
    if (message != null) {
      throw new AssertionError("within " + time + " came " + message);
    }
  }

  /// The next link that has subscribed, or just connected where nothing is answered; waited for.
  public Channel nextLink() throws InterruptedException {
    Channel link = links.poll(30, TimeUnit.SECONDS);
    if (link == null) {
      throw new AssertionError("no link came within 30 s");
    }
    return link;
  }

  public static void acknowledge(Channel link, MqttPublishMessage publish) {
    acknowledged(link, publish).syncUninterruptibly();
  }

  public static void subscribed(Channel link, MqttSubscribeMessage subscribe) {
    link.writeAndFlush(subscriptionAnswer(subscribe, MqttQoS.AT_LEAST_ONCE)).syncUninterruptibly();
  }

  private static MqttSubAckMessage subscriptionAnswer(
      MqttSubscribeMessage subscribe, MqttQoS granted) {
    return MqttMessageBuilders.subAck()
        .packetId(subscribe.variableHeader().messageId())
        .addGrantedQos(granted)
        .build();
  }

  private static ChannelFuture acknowledged(Channel link, MqttPublishMessage publish) {
    return link.writeAndFlush(
        MqttMessageBuilders.pubAck()
            .packetId(publish.variableHeader().packetId())
            .reasonCode((byte) 0)
            .properties(MqttProperties.NO_PROPERTIES)
            .build());
  }

  public static void publish(Channel link, String topic, String text) {
    send(link, topic, text).syncUninterruptibly();
  }

  /// Sends a message, whenever the link may take it.
  public static ChannelFuture send(Channel link, String topic, String text) {
    return link.writeAndFlush(
        MqttMessageBuilders.publish()
            .topicName(topic)
            .qos(MqttQoS.AT_LEAST_ONCE)
            .messageId(7)
            .payload(Unpooled.copiedBuffer(text, UTF_8))
            .build());
  }

  public static void disconnect(Channel link, MqttReasonCodes.Disconnect reason) {
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

  private final class Player extends SimpleChannelInboundHandler<MqttMessage> {

    /// Whether this is a gateway's own connection.
    private boolean ofGateway;

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, MqttMessage message) {
      if (message instanceof MqttConnectMessage connect) {
        ofGateway = connect.payload().clientIdentifier().startsWith("gateway:");
      }
      if (message instanceof MqttPublishMessage publish
          && publish.variableHeader().topicName().endsWith("/undelivered")) {
        // Tests are about frames, and a link ends only when this is acknowledged.
        acknowledged(ctx.channel(), publish);
        return;
      }
      if (message instanceof MqttPublishMessage publish) {
        // A copy: tests need not release what they look at.
        received.add(publish.replace(Unpooled.copiedBuffer(publish.payload())));
      } else if (!ofGateway) {
        received.add(message);
      }
      if (script == Script.SAY_NOTHING) {
        if (!ofGateway) {
          links.add(ctx.channel());
        }
      } else if (message instanceof MqttConnectMessage) {
        MqttProperties properties = new MqttProperties();
        properties.add(new IntegerProperty(MqttProperties.RECEIVE_MAXIMUM, RECEIVE_MAXIMUM));
        ctx.writeAndFlush(
            MqttMessageBuilders.connAck().returnCode(connectAnswer).properties(properties).build());
      } else if (message instanceof MqttSubscribeMessage subscribe) {
        onSubscribe(ctx, subscribe);
      } else if (message.fixedHeader().messageType() == MqttMessageType.DISCONNECT) {
        ctx.close();
      }
    }

    private void onSubscribe(ChannelHandlerContext ctx, MqttSubscribeMessage subscribe) {
      if (script == Script.SEND_EARLY) {
        String topic = subscribe.payload().topicSubscriptions().getFirst().topicFilter();
        send(ctx.channel(), topic, EARLY);
      }
      if (script != Script.LET_SUBSCRIBE_LATER) {
        ctx.writeAndFlush(subscriptionAnswer(subscribe, subscribeAnswer));
      }
      links.add(ctx.channel());
    }
  }
}
