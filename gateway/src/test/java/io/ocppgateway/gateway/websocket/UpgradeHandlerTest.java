package io.ocppgateway.gateway.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.ocppgateway.gateway.mqtt.Broker;
import io.ocppgateway.gateway.mqtt.BrokerTls;
import io.ocppgateway.gateway.mqtt.BrokerUrl;
import io.ocppgateway.gateway.registry.Registration;
import io.ocppgateway.gateway.session.Sessions;
import io.ocppgateway.gateway.transport.Transport;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class UpgradeHandlerTest {

  private final Broker broker =
      new Broker(
          BrokerUrl.parse("mqtt://127.0.0.1:1"),
          new BrokerTls(null, null, null),
          CompletableFuture::new,
          "eu-central-1",
          Clock.systemUTC(),
          Transport.nio());
  private final CompletableFuture<Registration> registration = new CompletableFuture<>();
  private final EmbeddedChannel channel =
      new EmbeddedChannel(
          new UpgradeHandler(_ -> registration, new Sessions(broker), Duration.ofMinutes(2)));

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
    broker.close();
  }

  @Test
  void connectionWithoutARequestIsClosedInTime() {
    channel.advanceTimeBy(9, TimeUnit.SECONDS);
    channel.runScheduledPendingTasks();
    boolean openBefore = channel.isOpen();

    channel.advanceTimeBy(1, TimeUnit.SECONDS);
    channel.runScheduledPendingTasks();

    assertThat(openBefore).isTrue();
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void requestThatWaitsForTheRegistryIsNotTimedOut() {
    channel.writeInbound(upgrade());

    channel.advanceTimeBy(11, TimeUnit.SECONDS);
    channel.runScheduledPendingTasks();

    assertThat(channel.isOpen()).isTrue();
    assertThat(channel.config().isAutoRead()).isFalse();
  }

  @Test
  void requestWhoseConnectionIsGoneIsReleased() {
    FullHttpRequest request = upgrade();
    channel.writeInbound(request);
    channel.close();

    registration.complete(Registration.REGISTERED);
    channel.runPendingTasks();

    assertThat(request.refCnt()).isZero();
    assertThat(channel.<Object>readOutbound()).isNull();
  }

  @Test
  void failedLookUpReleasesItsRequest() {
    FullHttpRequest request = upgrade();
    channel.writeInbound(request);

    registration.completeExceptionally(new IllegalStateException("table is down"));
    channel.runPendingTasks();

    FullHttpResponse response = channel.readOutbound();
    assertThat(response.status().code()).isEqualTo(503);
    assertThat(request.refCnt()).isZero();
    response.release();
  }

  @Test
  void secondRequestBeforeTheAnswerEndsTheConnection() {
    FullHttpRequest second = upgrade();
    channel.writeInbound(upgrade());

    channel.writeInbound(second);

    assertThat(channel.isOpen()).isFalse();
    assertThat(second.refCnt()).isZero();
    registration.complete(Registration.REGISTERED);
  }

  private static FullHttpRequest upgrade() {
    FullHttpRequest request =
        new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/CP1");
    request
        .headers()
        .set("Upgrade", "websocket")
        .set("Connection", "Upgrade")
        .set("Sec-WebSocket-Version", "13")
        .set("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==")
        .set("Sec-WebSocket-Protocol", "ocpp1.6");
    return request;
  }
}
