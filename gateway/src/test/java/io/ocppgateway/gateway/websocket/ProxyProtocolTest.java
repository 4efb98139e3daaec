package io.ocppgateway.gateway.websocket;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.gateway.proxy.TrustedProxies;
import io.ocppgateway.gateway.websocket.TestConnection.Shared;
import io.ocppgateway.gateway.websocket.event.RefusalCause;
import io.ocppgateway.gateway.websocket.event.RefusedAttempt;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whose word counts for where a charge point is, and what comes of a bad one.
final class ProxyProtocolTest {

  private static final String OCPP16 = "Sec-WebSocket-Protocol: ocpp1.6";
  static final InetSocketAddress PROXY = new InetSocketAddress("10.0.3.4", 40_000);

  /// Version 2, PROXY, TCP over IPv4: from 203.0.113.7:51000 to 10.0.0.1:80, and a TLV.
  static final byte[] FROM_CHARGE_POINT =
      HexFormat.of()
          .parseHex(
              "0d0a0d0a000d0a515549540a"
                  + "21110013"
                  + "cb007107"
                  + "0a000001"
                  + "c738"
                  + "0050"
                  + "ea0004"
                  + "01020304");

  /// The same over IPv6, from 2001:db8::7.
  private static final byte[] FROM_IPV6 =
      HexFormat.of()
          .parseHex(
              "0d0a0d0a000d0a515549540a"
                  + "21210024"
                  + "20010db8000000000000000000000007"
                  + "20010db8000000000000000000000001"
                  + "c738"
                  + "0050");

  private final Shared shared = Shared.with(trusting("10.0.0.0/16", "fd00::/8"));

  @Test
  void sourceIsTheOneThatTheProxyNames() {
    TestConnection connection =
        shared.connectFrom(PROXY).send(FROM_CHARGE_POINT).upgrade("/%zz", OCPP16);

    assertThat(connection.answers()).startsWith("HTTP/1.1 400 ");
    assertThat(shared.refused)
        .extracting(RefusedAttempt::source)
        .containsExactly(new InetSocketAddress("203.0.113.7", 51_000));
  }

  @Test
  void sourceMayBeIpv6() {
    shared.connectFrom(PROXY).send(FROM_IPV6).upgrade("/%zz", OCPP16);

    assertThat(shared.refused)
        .extracting(RefusedAttempt::source)
        .containsExactly(new InetSocketAddress("2001:db8::7", 51_000));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 1000})
  void headerAndRequestMayComeInAnyPieces(int bytes) {
    byte[] all =
        Frames.joined(
            FROM_CHARGE_POINT,
            TestConnection.request("/CP1", OCPP16).getBytes(US_ASCII),
            Frames.text("x"));
    TestConnection connection = shared.connectFrom(PROXY);

    for (int i = 0; i < all.length; i += bytes) {
      connection.send(Frames.part(all, i, Math.min(all.length, i + bytes)));
    }

    assertThat(connection.session().texts).containsExactly("x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"20000000", "2011000ccb0071070a000001c7380050", "21000000"})
  void proxyThatSpeaksForNobodyIsItsOwnSource(String commandAndAddresses) {
    byte[] header = HexFormat.of().parseHex("0d0a0d0a000d0a515549540a" + commandAndAddresses);

    TestConnection connection = shared.connectFrom(PROXY).send(header).upgrade("/%zz", OCPP16);

    assertThat(connection.answers()).startsWith("HTTP/1.1 400 ");
    assertThat(shared.refused).extracting(RefusedAttempt::source).containsExactly(PROXY);
  }

  @Test
  void connectionOfAProxyWithoutItsHeaderIsClosed() {
    TestConnection connection = shared.connectFrom(PROXY).upgrade("/CP1", OCPP16);

    assertThat(connection.isOpen()).isFalse();
    assertThat(connection.answers()).isEmpty();
    assertThat(shared.refusals()).containsExactly(RefusalCause.BAD_PROXY_HEADER);
  }

  @Test
  void headerOfVersion1IsRefused() {
    TestConnection connection =
        shared.connectFrom(PROXY).send("PROXY TCP4 203.0.113.7 10.0.0.1 51000 80\r\n");

    assertThat(connection.isOpen()).isFalse();
    assertThat(shared.refusals()).containsExactly(RefusalCause.BAD_PROXY_HEADER);
  }

  @Test
  void headerMustComeInTime() {
    TestConnection connection =
        shared.connectFrom(PROXY).send(Frames.part(FROM_CHARGE_POINT, 0, 20));

    connection.pass(Duration.ofSeconds(10));

    assertThat(connection.isOpen()).isFalse();
    assertThat(connection.heldBytes()).isZero();
    assertThat(shared.refusals()).containsExactly(RefusalCause.REQUEST_TOO_SLOW);
  }

  @Test
  void headerFromElsewhereIsRefused() {
    byte[] request = TestConnection.request("/CP1", OCPP16).getBytes(US_ASCII);

    TestConnection connection = shared.connect().send(Frames.joined(FROM_CHARGE_POINT, request));

    assertThat(connection.answers()).startsWith("HTTP/1.1 400 ");
    assertThat(shared.refused)
        .extracting(RefusedAttempt::source)
        .containsExactly(TestConnection.PEER);
  }

  @Test
  void whoIsNoProxyNeedsNoHeader() {
    TestConnection connection = shared.connect().upgrade("/CP1", OCPP16);

    assertThat(connection.answers()).startsWith("HTTP/1.1 101 ");
  }

  @Test
  void limitsCountTheChargePointAndNotTheProxy() {
    for (int i = 0; i < 3; i++) {
      shared.connectFrom(PROXY).send(FROM_CHARGE_POINT);
    }
    TestConnection fourth =
        shared.connectFrom(PROXY).send(FROM_CHARGE_POINT).upgrade("/CP1", OCPP16);
    TestConnection other = shared.connectFrom(PROXY).send(FROM_IPV6).upgrade("/CP1", OCPP16);

    assertThat(fourth.answers()).startsWith("HTTP/1.1 429 ");
    assertThat(other.answers()).startsWith("HTTP/1.1 101 ");
  }

  static SocketSettings trusting(String... networks) {
    SocketSettings settings = TestConnection.SETTINGS;
    return new SocketSettings(
        settings.request(),
        settings.pingInterval(),
        settings.messages(),
        settings.compression(),
        settings.perAddress(),
        new TrustedProxies(List.of(networks)),
        settings.security());
  }
}
