package io.ocppgateway.gateway.mqtt;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.ocpp.topic.Topics;
import io.ocppgateway.ocpp.topic.Undelivered;

/// The link of one charge point to the broker, as its session sees it: what is published on which
/// topic. Used on the event loop of the charge point's socket only. Made by [Broker#connect].
public final class ChargePointLink {

  private final ChargePointId id;
  private final Link link;
  private final byte[] properties;

  /// @param properties of every publish, as they stand in the packet
  ChargePointLink(ChargePointId id, Link link, byte[] properties) {
    this.id = id;
    this.link = link;
    this.properties = properties;
  }

  /// Publishes a CALL or SEND of the charge point, with QoS 1, once [#flush] is called. Takes the
  /// frame over. If the link ends before the broker has acknowledged it, it is lost: the charge
  /// point, which got no answer, repeats what matters.
  public void publishCall(ByteBuf frame) {
    link.publish(new Pending(Topics.in(id), properties, frame, false));
  }

  /// Publishes the charge point's answer to a command, likewise, but in any case: by the gateway
  /// itself if the link has ended.
  public void publishAnswer(ByteBuf frame) {
    link.publish(new Pending(Topics.in(id), properties, frame, true));
  }

  /// Publishes what became of a command, in any case.
  public void publishUndelivered(Undelivered notice) {
    ByteBuf payload = Unpooled.wrappedBuffer(notice.toJson());
    link.publish(new Pending(Topics.undelivered(id), properties, payload, true));
  }

  /// Sends what was published. Costs nothing where nothing was.
  public void flush() {
    link.flush();
  }

  /// Whether the link takes more without keeping it in memory for long.
  public boolean isWritable() {
    return link.isWritable();
  }

  /// The longest frame in bytes that the broker takes, as far as it has said.
  public int maxFrameBytes() {
    return link.maxPayloadBytes();
  }

  /// Lets messages come, or holds them back in the broker.
  public void setReading(boolean reading) {
    link.setReading(reading);
  }

  /// Wants no more messages; [LinkListener#onUnsubscribed] tells when the last one has come.
  ///
  /// @return whether there is a connection to say it on
  public boolean unsubscribe() {
    return link.unsubscribe();
  }

  /// The broker does not acknowledge, though it lives: begins a new connection.
  public void giveUpConnection() {
    link.giveUpConnection();
  }

  /// Ends, once the broker has acknowledged what was published, or after a few seconds. Messages
  /// may come until [LinkListener#onLinkClosed].
  public void close() {
    link.close();
  }
}
