package io.ocppgateway.ocpp.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageIdTest {

  @Test
  void idHasOneTo36Characters() {
    assertThat(MessageId.of("x")).isPresent();
    assertThat(MessageId.of("x".repeat(36))).isPresent();
    assertThat(MessageId.of("x".repeat(37))).isEmpty();
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
}
