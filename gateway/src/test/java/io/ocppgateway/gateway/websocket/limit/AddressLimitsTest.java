package io.ocppgateway.gateway.websocket.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class AddressLimitsTest {

  private static final InetAddress ONE = address("192.0.2.1");
  private static final InetAddress OTHER = address("192.0.2.2");

  private final MockTicker ticker = Ticker.newMockTicker();
  private final AddressLimits limits = new AddressLimits(new AddressSettings(2, 60), 2, ticker);

  @Test
  void connectionsAreCountedByAddress() {
    limits.tryConnect(ONE);
    limits.tryConnect(ONE);

    assertThat(limits.tryConnect(ONE)).isFalse();
    assertThat(limits.tryConnect(OTHER)).isTrue();
  }

  @Test
  void connectionThatEndsMakesRoomForOne() {
    limits.tryConnect(ONE);
    limits.tryConnect(ONE);
    limits.tryConnect(ONE);

    limits.disconnected(ONE);

    assertThat(limits.tryConnect(ONE)).isTrue();
    assertThat(limits.tryConnect(ONE)).isFalse();
  }

  @Test
  void networkOfOneSubscriberIsOneAddressInIpv6() {
    limits.tryConnect(address("2001:db8:0:1::1"));
    limits.tryConnect(address("2001:db8:0:1:ffff::2"));

    assertThat(limits.tryConnect(address("2001:db8:0:1::3"))).isFalse();
    assertThat(limits.tryConnect(address("2001:db8:0:2::1"))).isTrue();
  }

  @Test
  void refusalsAreForgivenInTime() {
    for (int i = 0; i < 60; i++) {
      limits.refused(ONE);
    }
    Duration before = limits.waitOf(ONE);
    ticker.advance(1, TimeUnit.SECONDS);

    assertThat(before).isEqualTo(Duration.ofSeconds(1));
    assertThat(limits.waitOf(ONE)).isZero();
    assertThat(limits.waitOf(OTHER)).isZero();
  }

  @Test
  void addressesThatWereRefusedLongestAgoAreForgotten() {
    refuseAltogether(ONE);
    refuseAltogether(OTHER);
    refuseAltogether(address("192.0.2.3"));

    assertThat(limits.waitOf(ONE)).isZero();
    assertThat(limits.waitOf(OTHER)).isPositive();
  }

  @Test
  void noLimitIsNoLimit() {
    AddressLimits none = new AddressLimits(new AddressSettings(0, 0), 2, ticker);
    for (int i = 0; i < 1000; i++) {
      none.refused(ONE);
      none.tryConnect(ONE);
    }

    assertThat(none.waitOf(ONE)).isZero();
    assertThat(none.tryConnect(ONE)).isTrue();
  }

  private void refuseAltogether(InetAddress address) {
    for (int i = 0; i < 100; i++) {
      limits.refused(address);
    }
  }

  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }
}
