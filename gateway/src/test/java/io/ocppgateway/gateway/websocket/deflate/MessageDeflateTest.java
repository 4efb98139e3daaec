package io.ocppgateway.gateway.websocket.deflate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.ocppgateway.gateway.websocket.deflate.MessageDeflate.Inflated;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MessageDeflateTest {

  private static final int LIMIT = 10_000;

  private final MessageDeflate deflate = new MessageDeflate();
  private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);

  @AfterEach
  void nothingIsHeld() {
    assertThat(allocator.metric().usedHeapMemory()).isZero();
  }

  /// The examples of RFC 7692 §7.2.3: one block, two blocks, not compressed, marked as the last.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "f248cdc9c90700",
        "f248050000 00ffffcac9c90700",
        "000500faff48656c6c6f00",
        "f348cdc9c9070000",
      })
  void examplesOfTheSpecificationAreRead(String hex) {
    byte[] compressed = HexFormat.of().parseHex(hex.replace(" ", ""));

    assertThat(inflated(compressed, LIMIT)).isEqualTo("Hello");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 300, 5_000, LIMIT})
  void messageSurvivesBothWays(int length) {
    byte[] message = new byte[length];
    new Random(length).ints(0, 4).limit(length).forEach(i -> message[length / 2] = (byte) i);
    ByteBuf compressed = deflate.deflate(Unpooled.wrappedBuffer(message), allocator);
    if (length == 1) {
      assertThat(compressed).isNull();
      return;
    }

    byte[] bytes = ByteBufUtil.getBytes(Objects.requireNonNull(compressed));
    compressed.release();

    assertThat(inflated(bytes, LIMIT)).isEqualTo(new String(message, UTF_8));
  }

  @Test
  void messagesKnowNothingOfEachOther() {
    ByteBuf message = Unpooled.copiedBuffer("Hello, Hello, Hello, Hello, Hello, Hello", UTF_8);
    ByteBuf first = Objects.requireNonNull(deflate.deflate(message, allocator));
    ByteBuf second = Objects.requireNonNull(deflate.deflate(message, allocator));

    assertThat(second).isEqualTo(first);
    first.release();
    second.release();
  }

  @Test
  void messageIsHeldToTheLimitAndNoFurther() {
    ByteBuf bomb =
        Objects.requireNonNull(
            deflate.deflate(Unpooled.wrappedBuffer(new byte[1_000_000]), allocator));

    Inflated result = deflate.inflate(bomb, LIMIT, allocator);
    bomb.release();

    assertThat(result).isInstanceOf(Inflated.TooLong.class);
  }

  @Test
  void messageMayBeAsLongAsTheLimit() {
    ByteBuf compressed =
        Objects.requireNonNull(deflate.deflate(Unpooled.wrappedBuffer(new byte[LIMIT]), allocator));
    byte[] bytes = ByteBufUtil.getBytes(compressed);
    compressed.release();

    assertThat(inflated(bytes, LIMIT)).hasSize(LIMIT);
    assertThat(deflate.inflate(Unpooled.wrappedBuffer(bytes), LIMIT - 1, allocator))
        .isInstanceOf(Inflated.TooLong.class);
  }

  @Test
  void anyBytesComeToAnEnd() {
    Random random = new Random(7);
    for (int i = 0; i < 5_000; i++) {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      Inflated result = deflate.inflate(Unpooled.wrappedBuffer(bytes), LIMIT, allocator);
      if (result instanceof Inflated.Whole(ByteBuf message)) {
        message.release();
      }
    }

    assertThat(inflated(HexFormat.of().parseHex("f248cdc9c90700"), LIMIT)).isEqualTo("Hello");
  }

  private String inflated(byte[] compressed, int limit) {
    Inflated result = deflate.inflate(Unpooled.wrappedBuffer(compressed), limit, allocator);
    assertThat(result).isInstanceOf(Inflated.Whole.class);
    ByteBuf message = ((Inflated.Whole) result).message();
    String text = message.toString(UTF_8);
    message.release();
    return text;
  }
}
