package io.ocppgateway.ocpp.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageIdTest {

  @Test
  void idHasOneTo255Characters() {
    assertThat(MessageId.of("x")).isPresent();
    assertThat(MessageId.of("x".repeat(255))).isPresent();
    assertThat(MessageId.of("x".repeat(256))).isEmpty();
    assertThat(MessageId.of("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ud800", "a\udc00", "\udc00\ud800"})
  void halfAPairIsNoId(String text) {
    assertThat(MessageId.of(text)).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> new MessageId(text));
  }

  @Test
  void wholePairIsAnId() {
    assertThat(MessageId.of("\ud83d\ude97")).isPresent();
  }

  @Test
  void freshIdsDiffer() {
    assertThat(MessageId.random()).isNotEqualTo(MessageId.random());
  }

  @Test
  void idIsStandardUpTo36Characters() {
    assertThat(new MessageId("x".repeat(36)).isStandard()).isTrue();
    assertThat(new MessageId("x".repeat(37)).isStandard()).isFalse();
  }
}
