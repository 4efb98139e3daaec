package io.ocppgateway.gateway.mqtt.endpoint;

import io.netty.handler.ssl.SslContext;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// TLS to the broker: one context for the process, or sessions could not be resumed. Safe for use
/// by many threads.
final class ClientTls {

  private final BrokerTls files;
  private @Nullable CompletableFuture<SslContext> context;

  private ClientTls(BrokerTls files, @Nullable CompletableFuture<SslContext> context) {
    this.files = files;
    this.context = context;
  }

  /// Made now.
  ///
  /// @throws IllegalArgumentException if a file cannot be read as what it should be
  static ClientTls of(BrokerTls files) {
    return new ClientTls(files, CompletableFuture.completedFuture(files.newContext()));
  }

  /// Made when it is needed first. To read the authorities that the JDK brings takes nearly as long
  /// as all else that a gateway does until it listens.
  static ClientTls later(BrokerTls files) {
    return new ClientTls(files, null);
  }

  /// The same one each time, unless it failed, on a thread of its own.
  synchronized CompletableFuture<SslContext> context() {
    CompletableFuture<SslContext> known = context;
    if (known == null || known.isCompletedExceptionally()) {
      known = CompletableFuture.supplyAsync(files::newContext, Thread::startVirtualThread);
      context = known;
    }
    return known;
  }
}
