package io.ocppgateway.simulator.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.simulator.options.ChargePointOptions;
import io.ocppgateway.simulator.options.Credentials;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class DialerIT {

  private final ToldEvents told = new ToldEvents();
  private RecordingCentralSystem csms;

  @BeforeEach
  void open() throws InterruptedException {
    csms = new RecordingCentralSystem();
  }

  @AfterEach
  void close() {
    csms.close();
  }

  static Stream<IoHandlerFactory> transports() {
    return Epoll.isAvailable()
        ? Stream.of(EpollIoHandler.newFactory(), NioIoHandler.newFactory())
        : Stream.of(NioIoHandler.newFactory());
  }

  @ParameterizedTest
  @MethodSource("transports")
  void connectionsGoOutFromTheSourcesInTurn(IoHandlerFactory transport) {
    try (MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, transport)) {
      Dialer dialer = Dialer.on(loops, SourceAddresses.loopback(3), Trust.STANDARD);

      IntStream.range(0, 6).forEach(i -> dial(dialer, csms.url(), loops.next()));

      await().until(() -> told.connected.size() == 6);
      assertThat(csms.connections())
          .extracting(connection -> connection.peer().getAddress().getHostAddress())
          .containsExactlyInAnyOrder(
              "127.0.0.1", "127.0.0.2", "127.0.0.3", "127.0.0.1", "127.0.0.2", "127.0.0.3");
    }
  }

  @ParameterizedTest
  @MethodSource("transports")
  void nameOfTheHostIsFoundAndMessagesGoBothWays(IoHandlerFactory transport) {
    try (MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, transport)) {
      URI byName = URI.create(csms.url().toString().replace("127.0.0.1", "localhost"));
      EventLoop loop = loops.next();
      WebSocketLine line =
          dial(Dialer.on(loops, SourceAddresses.ANY, Trust.STANDARD), byName, loop);
      await().until(() -> told.connected.size() == 1);

      loop.execute(() -> line.send("[2,\"1\",\"Heartbeat\",{}]".getBytes(UTF_8)));

      await().until(() -> told.messages.equals(List.of("[3,\"1\",{}]")));
      assertThat(csms.calls("Heartbeat")).hasSize(1);
    }
  }

  @Test
  void lineThatIsClosedWhileItDialsIsNotHeardOfAgain() {
    try (MultiThreadIoEventLoopGroup loops =
        new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory())) {
      EventLoop loop = loops.next();
      WebSocketLine line =
          Dialer.on(loops, SourceAddresses.ANY, Trust.STANDARD).line(options(csms.url()), loop);

      loop.execute(() -> {
        line.dial(told);
        line.close(1000, "");
      });
      dial(Dialer.on(loops, SourceAddresses.ANY, Trust.STANDARD), csms.url(), loop);

      await().until(() -> told.connected.size() == 1);
      assertThat(told.ends).isEmpty();
      assertThat(csms.mostOpen()).isEqualTo(1);
    }
  }

  @Test
  void passwordGoesAsBasicCredentialsAndOnlyIfThereIsOne() {
    try (MultiThreadIoEventLoopGroup loops =
        new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory())) {
      Dialer dialer = Dialer.on(loops, SourceAddresses.ANY, Trust.STANDARD);
      dial(dialer, csms.url(), loops.next());
      await().until(() -> told.connected.size() == 1);

      dial(
          dialer,
          options(csms.url()).withCredentials(Credentials.password("sesame")),
          loops.next());

      await().until(() -> told.connected.size() == 2);
      assertThat(csms.connection(0).authorization()).isEqualTo("null");
      // CP1:sesame
      assertThat(csms.connection(1).authorization()).isEqualTo("Basic Q1AxOnNlc2FtZQ==");
    }
  }

  private WebSocketLine dial(Dialer dialer, URI url, EventLoop loop) {
    return dial(dialer, options(url), loop);
  }

  private WebSocketLine dial(Dialer dialer, ChargePointOptions options, EventLoop loop) {
    WebSocketLine line = dialer.line(options, loop);
    loop.execute(() -> line.dial(told));
    return line;
  }

  private static ChargePointOptions options(URI url) {
    return ChargePointOptions.of(url, new ChargePointId("CP1"), OcppVersion.V2_0_1);
  }
}
