package io.ocppgateway.simulator.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectionHandlerTest {

  private static final int HALF = ConnectionHandler.MAX_MESSAGE_BYTES / 2;

  private final ToldEvents told = new ToldEvents();
  private EmbeddedChannel channel = open(true);

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  @Test
  void fragmentsAreOneMessage() {
    channel.writeInbound(new TextWebSocketFrame(false, 0, "[2,"));
    channel.writeInbound(new ContinuationWebSocketFrame(false, 0, "\"1\""));

    channel.writeInbound(new ContinuationWebSocketFrame(true, 0, "]"));

    assertThat(told.messages).containsExactly("[2,\"1\"]");
  }

  @Test
  void messageBeyondTheLimitEndsTheConnection() {
    channel.writeInbound(new TextWebSocketFrame(false, 0, "x".repeat(HALF)));
    channel.writeInbound(new ContinuationWebSocketFrame(false, 0, "x".repeat(HALF)));

    channel.writeInbound(new ContinuationWebSocketFrame(true, 0, "x"));

    CloseWebSocketFrame close = channel.readOutbound();
    assertThat(close.statusCode()).isEqualTo(1009);
    close.release();
    assertThat(told.messages).isEmpty();
    assertThat(told.ends).containsExactly("closed 1009 a message of more than 1048576 bytes");
  }

  @Test
  void binaryMessageIsPassedOverWhole() {
    channel.writeInbound(new BinaryWebSocketFrame(false, 0, Unpooled.buffer().writeByte(1)));

    channel.writeInbound(new ContinuationWebSocketFrame(true, 0, "text"));

    assertThat(told.messages).isEmpty();
    assertThat(channel.isOpen()).isTrue();
  }

  @Test
  void pingIsAnsweredWithItsOwnWords() {
    channel.writeInbound(new PingWebSocketFrame(Unpooled.buffer().writeByte(7)));

    PongWebSocketFrame pong = channel.readOutbound();
    assertThat(pong.content().readByte()).isEqualTo((byte) 7);
    pong.release();
  }

  @Test
  void pingIsNotAnsweredByWhoIgnoresPings() {
    channel.finishAndReleaseAll();
    channel = open(false);

    channel.writeInbound(new PingWebSocketFrame());

    assertThat(channel.outboundMessages()).isEmpty();
  }

  private EmbeddedChannel open(boolean answersPings) {
    ConnectionHandler handler = new ConnectionHandler(told, answersPings);
    EmbeddedChannel opened = new EmbeddedChannel(handler);
    handler.onUpgraded();
    return opened;
  }
}
