package io.ocppgateway.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.ocpp.frame.Decoded;
import io.ocppgateway.ocpp.frame.Frame;
import io.ocppgateway.ocpp.frame.FrameCodec;
import org.junit.jupiter.api.Test;

final class ConversationTest {

  @Test
  void whatIsSaidIsOcpp() {
    Decoded<Frame> call = FrameCodec.decode(Conversation.call(), OcppVersion.V1_6);
    Decoded<Frame> answer = FrameCodec.decode(Conversation.answer(), OcppVersion.V1_6);

    assertThat(Conversation.call()).hasSize(400);
    assertThat(call).isInstanceOf(Decoded.Valid.class);
    assertThat(answer).isInstanceOf(Decoded.Valid.class);
  }

  @Test
  void idsAreCountedUp() {
    byte[] id = Conversation.firstId(7);

    for (int i = 0; i < 123; i++) {
      Conversation.toNext(id);
    }

    assertThat(new String(id, US_ASCII)).isEqualTo("000000000000000700000000000000000123");
    assertThat(id).hasSize(Conversation.ID_BYTES);
  }

  @Test
  void anAnswerIsKnownByItsId() {
    byte[] id = Conversation.firstId(7);
    byte[] answer = Conversation.answer();
    System.arraycopy(id, 0, answer, Conversation.ID_OFFSET, id.length);
    byte[] other = id.clone();
    Conversation.toNext(other);

    assertThat(Conversation.hasId(Unpooled.wrappedBuffer(answer), 0, id)).isTrue();
    assertThat(Conversation.hasId(Unpooled.wrappedBuffer(answer), 0, other)).isFalse();
  }
}
