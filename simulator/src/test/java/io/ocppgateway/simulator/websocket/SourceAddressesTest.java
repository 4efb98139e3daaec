package io.ocppgateway.simulator.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceAddressesTest {

  @Test
  void addressesAreTakenInTurn() {
    SourceAddresses sources = SourceAddresses.loopback(2);

    List<String> taken =
        Stream.generate(() -> sources.next(address("127.0.0.1")).orElseThrow().getHostAddress())
            .limit(3)
            .toList();

    assertThat(taken).containsExactly("127.0.0.1", "127.0.0.2", "127.0.0.1");
  }

  @Test
  void addressFromWhichTheRemoteCannotBeReachedIsPassedOver() {
    SourceAddresses sources =
        SourceAddresses.of(
            List.of(address("127.0.0.1"), address("2001:db8::1"), address("192.0.2.1")));

    assertThat(sources.next(address("203.0.113.1"))).contains(address("192.0.2.1"));
    assertThat(sources.next(address("2001:db8::9"))).contains(address("2001:db8::1"));
    assertThat(sources.next(address("::1"))).isEmpty();
  }

  @Test
  void noAddressesLeaveTheChoiceToTheSystem() {
    assertThat(SourceAddresses.of(List.of()).next(address("127.0.0.1"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 255})
  void numberOfLoopbackAddressesIsLimited(int count) {
    assertThatThrownBy(() -> SourceAddresses.loopback(count))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(count + " loopback addresses; allowed are 1 to 254");
  }

  private static InetAddress address(String figures) {
    try {
      return InetAddress.getByName(figures);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }
}
