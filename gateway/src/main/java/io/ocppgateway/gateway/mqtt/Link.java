package io.ocppgateway.gateway.mqtt;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import io.ocppgateway.gateway.mqtt.LinkEnd.Kind;
import io.ocppgateway.gateway.transport.Outbound;
import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.ocpp.topic.Topics;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The MQTT connection of one charge point, from the attempt to connect to its end.
///
/// ```
/// connecting ──SUBACK──► up ──DISCONNECT, lost──► ended
///     └──── refused, unreachable, time over ─────────┘   close(): from anywhere, told to nobody
/// ```
///
/// Lives on one event loop, the one of the charge point's socket: every method is called there and
/// every event is told there. Made by [Broker#connect]; never reconnects.
public final class Link {

  private static final int SETUP_TIMEOUT_SECONDS = 20;
  private static final int GOODBYE_SECONDS = 3;

  private final ChargePointId id;
  private final EventLoop eventLoop;
  private final LinkListener listener;
  private final String publishTopic;
  private final MqttProperties publishProperties;
  private final PublishWindow window = new PublishWindow();
  private final ScheduledFuture<?> setupTimeout;

  private @Nullable Channel channel;
  private boolean up;
  private boolean ended;
  private boolean writable = true;
  private boolean unflushed;

  Link(ChargePointId id, OcppVersion version, EventLoop eventLoop, LinkListener listener) {
    this.id = id;
    this.eventLoop = eventLoop;
    this.listener = listener;
    publishTopic = Topics.in(id);
    publishProperties = Packets.publishProperties(version);
    setupTimeout =
        eventLoop.schedule(this::onSetupTimeout, SETUP_TIMEOUT_SECONDS, TimeUnit.SECONDS);
  }

  /// Publishes a frame of the charge point, with QoS 1, once [#flush] is called. Takes it over.
  public void publish(ByteBuf frame) {
    assert eventLoop.inEventLoop();
    if (ended) {
      frame.release();
      return;
    }
    window.add(frame);
    publishWhatMay();
  }

  /// Sends what was published. Costs nothing where nothing was.
  public void flush() {
    assert eventLoop.inEventLoop();
    if (unflushed && channel != null) {
      unflushed = false;
      channel.flush();
    }
  }

  /// Lets messages come, or holds them back in the broker.
  public void setReading(boolean reading) {
    assert eventLoop.inEventLoop();
    if (channel != null) {
      channel.config().setAutoRead(reading);
    }
  }

  /// Takes leave of the broker and ends. The listener hears nothing more.
  public void close() {
    assert eventLoop.inEventLoop();
    if (ended) {
      return;
    }
    ended = true;
    setupTimeout.cancel(false);
    window.release();
    Channel broker = channel;
    if (broker == null) {
      return;
    }
    if (up) {
      Outbound.sendLast(broker, Packets.disconnect());
      // A broker that does not read would keep the goodbye, and the connection, for ever.
      ScheduledFuture<?> _ =
          eventLoop.schedule(() -> Outbound.close(broker), GOODBYE_SECONDS, TimeUnit.SECONDS);
    } else {
      Outbound.close(broker);
    }
  }

  /// Whether there is nothing left to connect for.
  boolean hasEnded() {
    return ended;
  }

  /// Follows an attempt to connect.
  void onConnecting(ChannelFuture connecting) {
    assert eventLoop.inEventLoop();
    channel = connecting.channel();
    connecting.addListener(outcome -> {
      if (!outcome.isSuccess()) {
        end(new LinkEnd(Kind.UNREACHABLE, String.valueOf(outcome.cause())));
      }
    });
  }

  /// Writes a packet, to be sent with the next [#flush]; none after the goodbye.
  ///
  /// @see "MQTT 5.0 §3.14.4"
  void write(MqttMessage packet) {
    Channel broker = channel;
    if (ended || broker == null) {
      ReferenceCountUtil.release(packet);
      return;
    }
    unflushed = true;
    Outbound.write(broker, packet);
  }

  ChargePointId id() {
    return id;
  }

  void onAccepted(int receiveMaximum) {
    window.limitTo(receiveMaximum);
  }

  void onUp() {
    up = true;
    setupTimeout.cancel(false);
    listener.onLinkUp();
  }

  void onMessage(ByteBuf payload) {
    if (!ended) {
      listener.onMessage(payload);
    }
  }

  void onReadComplete() {
    if (!ended) {
      listener.onLinkReadComplete();
    }
  }

  void onPublishAcknowledged() {
    window.onAcknowledged();
    publishWhatMay();
  }

  void onWritabilityChanged() {
    boolean nowWritable = channel != null && channel.isWritable() && !window.isFull();
    if (nowWritable != writable && !ended) {
      writable = nowWritable;
      listener.onLinkWritable(nowWritable);
    }
  }

  /// Nothing came for too long: from a broker that is gone, or because nothing was let come.
  void onSilent() {
    boolean heldBack = channel != null && !channel.config().isAutoRead();
    end(
        new LinkEnd(
            heldBack ? Kind.HELD_BACK : Kind.LOST, "nothing read for 1.5 times the keep-alive"));
  }

  /// The connection is gone, or what came over it makes no sense.
  void lose(String detail) {
    end(new LinkEnd(up ? Kind.LOST : Kind.UNREACHABLE, detail));
  }

  /// The link is no more; the first reason counts.
  void end(LinkEnd end) {
    if (ended) {
      return;
    }
    ended = true;
    setupTimeout.cancel(false);
    window.release();
    if (channel != null) {
      Outbound.close(channel);
    }
    listener.onLinkEnd(end);
  }

  private void publishWhatMay() {
    for (ByteBuf frame = window.next(); frame != null; frame = window.next()) {
      write(Packets.publish(publishTopic, window.nextPacketId(), publishProperties, frame));
    }
    onWritabilityChanged();
  }

  private void onSetupTimeout() {
    end(new LinkEnd(Kind.UNREACHABLE, "no SUBACK within " + SETUP_TIMEOUT_SECONDS + " s"));
  }
}
