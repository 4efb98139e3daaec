package io.ocppgateway.gateway.websocket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import javax.net.ssl.SSLSession;

/// A charge point's end of TLS, on a [TestConnection]: no network between them.
final class TlsPeer {

  private final EmbeddedChannel channel;
  private final TestConnection connection;

  private TlsPeer(EmbeddedChannel channel, TestConnection connection) {
    this.channel = channel;
    this.connection = connection;
  }

  /// Shakes hands, as far as both want to.
  static TlsPeer on(TestConnection connection, SslContext context) {
    EmbeddedChannel channel = new EmbeddedChannel();
    channel.pipeline().addLast(context.newHandler(channel.alloc()));
    TlsPeer peer = new TlsPeer(channel, connection);
    connection.isPlayedBy(channel);
    peer.pump();
    return peer;
  }

  /// Sends text, one byte for each character.
  TlsPeer send(String latin1) {
    channel.writeOutbound(Unpooled.copiedBuffer(latin1, ISO_8859_1));
    pump();
    return this;
  }

  /// Upgrades with further header lines.
  TlsPeer upgrade(String target, String... headerLines) {
    return send(TestConnection.request(target, headerLines));
  }

  /// What came since the last call, one character for each byte.
  String answers() {
    pump();
    StringBuilder answers = new StringBuilder();
    for (ByteBuf bytes = channel.readInbound(); bytes != null; bytes = channel.readInbound()) {
      answers.append(bytes.toString(ISO_8859_1));
      bytes.release();
    }
    return answers.toString();
  }

  SSLSession session() {
    return channel.pipeline().get(SslHandler.class).engine().getSession();
  }

  private void pump() {
    boolean moved = true;
    while (moved) {
      moved = moveOut() | moveIn();
    }
  }

  private boolean moveOut() {
    channel.runPendingTasks();
    boolean moved = false;
    for (ByteBuf bytes = channel.readOutbound(); bytes != null; bytes = channel.readOutbound()) {
      byte[] copy = new byte[bytes.readableBytes()];
      bytes.readBytes(copy).release();
      if (connection.isOpen()) {
        connection.send(copy);
        moved = true;
      }
    }
    return moved;
  }

  private boolean moveIn() {
    connection.runPendingTasks();
    byte[] bytes = connection.answers().getBytes(ISO_8859_1);
    if (bytes.length == 0 || !channel.isOpen()) {
      return false;
    }
    // What this end thinks of it is in the alert that it sends.
    channel.pipeline().fireChannelRead(Unpooled.wrappedBuffer(bytes)).fireChannelReadComplete();
    return true;
  }
}
