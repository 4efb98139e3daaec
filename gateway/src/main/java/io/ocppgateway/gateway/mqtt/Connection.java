package io.ocppgateway.gateway.mqtt;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import io.ocppgateway.gateway.mqtt.endpoint.Dialer;
import io.ocppgateway.gateway.mqtt.reconnect.LinkEnd;
import io.ocppgateway.gateway.mqtt.reconnect.LinkEnd.Kind;
import io.ocppgateway.gateway.transport.Outbound;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One MQTT connection of a [Link], from the attempt to connect to its end. On the link's event
/// loop only.
///
/// While the link holds messages back they are not acknowledged, so that the broker sends no more
/// than the receive maximum; the rest of the connection goes on. What comes without
/// acknowledgements (QoS 0) is bounded too: beyond that the connection is read no further.
final class Connection implements Dialer {

  private static final int GOODBYE_SECONDS = 3;

  /// What may come while messages are held back, in bytes.
  private static final int MAX_HELD_BYTES = 256 * 1024;

  private final LinkName name;
  private final Link link;
  private final LinkListener listener;
  private final EventLoop eventLoop;

  private @Nullable Channel channel;
  private boolean accepted;
  private boolean subscribed;
  private boolean ended;
  private boolean unflushed;
  private boolean holding;
  private int heldBytes;

  /// Null until the broker has taken the connection, or for good if it wants none.
  private @Nullable ConnectionKeepAlive keepAlive;

  /// Packet ids of messages that were handed over and are not acknowledged; null while there are
  /// none.
  private @Nullable Set<Integer> held;

  Connection(LinkName name, Link link, LinkListener listener, EventLoop eventLoop) {
    this.name = name;
    this.link = link;
    this.listener = listener;
    this.eventLoop = eventLoop;
  }

  @Override
  public boolean hasEnded() {
    return ended;
  }

  @Override
  public void fill(ChannelPipeline pipeline) {
    pipeline.addLast("connection", new ConnectionHandler(this));
  }

  @Override
  public void onNoAttempt(String detail) {
    end(new LinkEnd(Kind.UNREACHABLE, detail));
  }

  @Override
  public void onConnecting(ChannelFuture connecting) {
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
  void write(ByteBuf packet) {
    Channel broker = channel;
    if (ended || broker == null) {
      packet.release();
      return;
    }
    unflushed = true;
    Outbound.write(broker, packet);
  }

  /// Writes a publish, likewise.
  void publish(Pending pending) {
    Channel broker = channel;
    if (!ended && broker != null) {
      unflushed = true;
      Outbound.write(broker, Packets.publish(pending, broker.alloc()));
    }
  }

  /// Sends what was written. Costs nothing where nothing was.
  void flush() {
    if (unflushed && channel != null) {
      unflushed = false;
      if (keepAlive != null) {
        keepAlive.onSent();
      }
      channel.flush();
    }
  }

  boolean isWritable() {
    return channel != null && channel.isWritable();
  }

  /// Holds messages back, or lets them come again.
  void setHolding(boolean nowHolding) {
    holding = nowHolding;
    if (nowHolding || ended) {
      return;
    }
    Set<Integer> acknowledged = held;
    held = null;
    heldBytes = 0;
    if (acknowledged != null) {
      acknowledged.forEach(packetId -> write(Packets.publishAcknowledged(packetId)));
    }
    setReading(true);
  }

  /// Takes leave of the broker where it knows us, and ends. Tells nobody.
  void close() {
    if (ended) {
      return;
    }
    markEnded();
    Channel broker = channel;
    if (broker == null) {
      return;
    }
    if (subscribed) {
      Outbound.sendLast(broker, Packets.disconnect());
      // A broker that does not read would keep the goodbye, and the connection, for ever.
      ScheduledFuture<?> _ =
          eventLoop.schedule(() -> Outbound.close(broker), GOODBYE_SECONDS, TimeUnit.SECONDS);
    } else {
      Outbound.close(broker);
    }
  }

  /// The connection is no more; the first reason counts.
  void end(LinkEnd end) {
    if (ended) {
      return;
    }
    markEnded();
    if (channel != null) {
      Outbound.close(channel);
    }
    link.onConnectionEnd(end);
  }

  /// The connection is gone, or what came over it makes no sense.
  void lose(String detail) {
    end(new LinkEnd(subscribed ? Kind.LOST : Kind.UNREACHABLE, detail));
  }

  /// The broker has closed the connection without a DISCONNECT.
  void onCut(String detail) {
    end(new LinkEnd(accepted ? Kind.CUT : Kind.UNREACHABLE, detail));
  }

  /// Lets the broker know that we are here.
  void ping() {
    write(Packets.ping());
    flush();
  }

  /// Nothing came for too long. Says nothing about a broker that is not read.
  void onSilent() {
    if (isRead()) {
      lose("nothing heard for 1.5 times the keep-alive");
    }
  }

  /// A broker that lives, and has forgotten a publish or never had it, will not acknowledge it any
  /// more: it gets it again on a new connection.
  ///
  /// @return whether that was so
  boolean loseIfOverdue() {
    if (!isRead() || !link.isAcknowledgementOverdue()) {
      return false;
    }
    lose("a publish was not acknowledged in time");
    return true;
  }

  void onActive() {
    link.onConnect();
    write(Packets.connect(name.clientId()));
    flush();
  }

  /// @param keepAliveSeconds 0 for none
  void onAccepted(BrokerLimits limits, int keepAliveSeconds) {
    accepted = true;
    if (keepAliveSeconds > 0) {
      keepAlive = new ConnectionKeepAlive(this, eventLoop, keepAliveSeconds);
    }
    link.onAccepted(limits);
    String subscription = name.subscription();
    if (subscription == null) {
      onSubscribed();
    } else {
      write(Packets.subscribe(subscription));
    }
  }

  void onSubscribed() {
    subscribed = true;
    if (!ended) {
      link.onUp();
    }
  }

  void onUnsubscribed() {
    if (!ended) {
      listener.onUnsubscribed();
    }
  }

  /// A message with QoS 1.
  ///
  /// @param again whether the broker says that it has sent it before
  void onMessage(int packetId, boolean again, ByteBuf payload, @Nullable Duration expiry) {
    if (ended || (again && held != null && held.contains(packetId))) {
      // Brokers that hear nothing of a message send it again; this one was handed over.
      return;
    }
    listener.onMessage(payload, expiry);
    if (holding) {
      if (held == null) {
        held = new HashSet<>();
      }
      held.add(packetId);
      hold(payload);
    } else {
      write(Packets.publishAcknowledged(packetId));
    }
  }

  /// A message with QoS 0.
  void onMessage(ByteBuf payload, @Nullable Duration expiry) {
    if (ended) {
      return;
    }
    listener.onMessage(payload, expiry);
    if (holding) {
      hold(payload);
    }
  }

  void onPublishAcknowledged(int packetId, int reasonCode) {
    if (!ended) {
      link.onPublishAcknowledged(packetId, reasonCode);
    }
  }

  void onReadComplete() {
    if (keepAlive != null) {
      keepAlive.onHeard();
    }
    if (!ended) {
      listener.onLinkReadComplete();
    }
    // Acknowledgements, where the listener did not flush.
    flush();
  }

  void onWritabilityChanged() {
    if (!ended) {
      link.onWritabilityChanged();
    }
  }

  private void markEnded() {
    ended = true;
    if (keepAlive != null) {
      keepAlive.stop();
    }
  }

  private void hold(ByteBuf payload) {
    heldBytes += payload.readableBytes();
    if (heldBytes > MAX_HELD_BYTES) {
      setReading(false);
    }
  }

  private boolean isRead() {
    return channel != null && channel.config().isAutoRead();
  }

  private void setReading(boolean reading) {
    if (channel != null) {
      channel.config().setAutoRead(reading);
    }
  }
}
