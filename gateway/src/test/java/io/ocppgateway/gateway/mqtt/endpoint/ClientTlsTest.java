package io.ocppgateway.gateway.mqtt.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.ssl.SslContext;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class ClientTlsTest {

  private static final BrokerTls NO_FILES = new BrokerTls(null, null, null);
  private static final BrokerTls MISSING = new BrokerTls(null, null, Path.of("nowhere.pem"));

  @Test
  void contextIsMadeOnce() {
    ClientTls tls = ClientTls.later(NO_FILES);

    SslContext context = tls.context().join();

    assertThat(context.isClient()).isTrue();
    assertThat(tls.context().join()).isSameAs(context);
  }

  @Test
  void whatFailedIsTriedAgain() {
    ClientTls tls = ClientTls.later(MISSING);

    CompletableFuture<SslContext> failed = tls.context();

    assertThatThrownBy(failed::join).hasMessageContaining("nowhere.pem");
    assertThat(tls.context()).isNotSameAs(failed);
  }

  @Test
  void filesAreLookedAtAtOnce() {
    assertThatThrownBy(() -> ClientTls.of(MISSING)).hasMessageContaining("nowhere.pem");
  }
}
