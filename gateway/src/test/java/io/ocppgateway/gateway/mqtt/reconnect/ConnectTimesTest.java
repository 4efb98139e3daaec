package io.ocppgateway.gateway.mqtt.reconnect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ConnectTimesTest {

  private static final long SECOND = ConnectTimes.INTERVAL_NANOS;

  private final ConnectTimes times = new ConnectTimes();

  @Test
  void eachClientIdWaitsForItself() {
    times.onConnect("CP1", 0);

    assertThat(times.nanosUntilNext("CP1", SECOND / 4)).isEqualTo(3 * SECOND / 4);
    assertThat(times.nanosUntilNext("CP2", SECOND / 4)).isZero();
    assertThat(times.nanosUntilNext("CP1", SECOND)).isZero();
  }

  @Test
  void latestConnectCounts() {
    times.onConnect("CP1", 0);
    times.onConnect("CP2", SECOND / 2);
    times.onConnect("CP1", SECOND);
    times.onConnect("CP3", 3 * SECOND / 2);

    assertThat(times.nanosUntilNext("CP1", 3 * SECOND / 2)).isEqualTo(SECOND / 2);
    assertThat(times.nanosUntilNext("CP2", 3 * SECOND / 2)).isZero();
  }
}
