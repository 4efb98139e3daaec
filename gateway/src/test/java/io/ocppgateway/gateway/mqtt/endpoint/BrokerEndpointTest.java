package io.ocppgateway.gateway.mqtt.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.embedded.EmbeddedChannel;
import io.ocppgateway.gateway.transport.Transport;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class BrokerEndpointTest {

  private final EmbeddedChannel loop = new EmbeddedChannel();
  private final NoAttempts dialer = new NoAttempts();
  private int asked;

  @AfterEach
  void close() {
    loop.finishAndReleaseAll();
  }

  @Test
  void credentialsAreAskedForAnewForEachConnection() {
    try (BrokerEndpoint endpoint = endpoint(BrokerUrl.parse("ws://localhost:1/mqtt"))) {

      open(endpoint);
      open(endpoint);

      assertThat(asked).isEqualTo(2);
      assertThat(dialer.details)
          .hasSize(2)
          .allMatch(detail -> detail.startsWith("no credentials to sign with"));
    }
  }

  @Test
  void nobodyConnectsBeforeItIsKnownWhereTheBrokerIs() {
    try (BrokerEndpoint endpoint = endpoint(null)) {

      open(endpoint);
      int askedBefore = asked;
      endpoint.found(BrokerUrl.parse("wss://localhost:1/mqtt"));
      open(endpoint);

      assertThat(dialer.details.getFirst()).isEqualTo("it is not known yet where the broker is");
      assertThat(askedBefore).isZero();
      assertThat(endpoint.isFound()).isTrue();
      assertThat(asked).isOne();
    }
  }

  private BrokerEndpoint endpoint(@Nullable BrokerUrl url) {
    return new BrokerEndpoint(
        url,
        new BrokerTls(null, null, null),
        this::credentials,
        "eu-central-1",
        Clock.systemUTC(),
        Transport.best());
  }

  private CompletionStage<AwsCredentials> credentials() {
    asked++;
    return CompletableFuture.failedStage(new IllegalStateException("the role is gone"));
  }

  private void open(BrokerEndpoint endpoint) {
    endpoint.open(dialer, loop.eventLoop());
    loop.runPendingTasks();
  }

  /// Remembers why there was no attempt.
  private static final class NoAttempts implements Dialer {

    private final List<String> details = new ArrayList<>();

    @Override
    public boolean hasEnded() {
      return false;
    }

    @Override
    public void fill(ChannelPipeline pipeline) {
      throw new AssertionError("there is no connection");
    }

    @Override
    public void onConnecting(ChannelFuture connecting) {
      throw new AssertionError("there are no credentials");
    }

    @Override
    public void onNoAttempt(String detail) {
      details.add(detail);
    }
  }
}
