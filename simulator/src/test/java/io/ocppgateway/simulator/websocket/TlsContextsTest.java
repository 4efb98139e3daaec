package io.ocppgateway.simulator.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ocppgateway.simulator.options.Credentials;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which charge points share a TLS context, and what is said of files that cannot be used.
final class TlsContextsTest {

  @TempDir private Path directory;

  @Test
  void chargePointsWithoutACertificateShareAContext() {
    TlsContexts contexts = new TlsContexts(Trust.STANDARD);

    assertThat(contexts.of(Credentials.password("a password")))
        .isSameAs(contexts.of(Credentials.NONE));
  }

  @Test
  void certificateThatIsNoneIsNamed() throws Exception {
    Path rubbish = Files.writeString(directory.resolve("rubbish.pem"), "rubbish");
    TlsContexts contexts = new TlsContexts(Trust.STANDARD);

    assertThatThrownBy(() -> contexts.of(new Credentials.Certificate(rubbish, rubbish)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("%s and %s cannot be used", rubbish, rubbish);
  }

  @Test
  void trustInRubbishIsRefused() throws Exception {
    Path rubbish = Files.writeString(directory.resolve("rubbish.pem"), "rubbish");

    assertThatThrownBy(() -> new TlsContexts(new Trust(rubbish)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(rubbish + " cannot be used; needed are certificates in PEM");
  }
}
