package io.ocppgateway.gateway;

import io.ocppgateway.gateway.aws.Aws;
import io.ocppgateway.gateway.mqtt.endpoint.BrokerUrl;
import io.ocppgateway.gateway.transport.Transport;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// From the start of this process's gateway until a signal, or a start that fails, ends both.
///
/// Whatever ends the JVM waits until the gateway either stands or cannot: a signal may come the
/// moment it listens.
final class Lifetime {

  static final String CANNOT_START = "gateway cannot start";
  static final int EXIT_START_FAILED = 1;

  private static final Logger LOG = LoggerFactory.getLogger(Lifetime.class);

  private final GatewayConfig config;
  private final Clock clock;
  private final Aws aws;
  private final CompletableFuture<Gateway> gateway = new CompletableFuture<>();
  private volatile boolean ending;
  private volatile int exitCode;

  Lifetime(GatewayConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
    aws = new Aws(config.region(), config.lookUpRates());
  }

  /// Starts the gateway, which goes on by itself; may be called once.
  ///
  /// @throws RuntimeException whatever [Gateway#start] throws; nothing is left to be ended then
  void begin() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::end, "stop"));
    try {
      gateway.complete(Gateway.start(config, account(), Transport.best(), clock));
    } catch (RuntimeException | Error e) {
      // For whoever waits to end it; thrown on all the same.
      gateway.completeExceptionally(e);
      throw e;
    }
    // Takes longer than all else: the first charge point is on its way meanwhile.
    CompletableFuture<Void> _ =
        aws.prepare()
            .whenComplete((_, failure) -> {
              // Who is about to end needs no clients, and they may be cut short by it.
              if (failure != null && !ending) {
                LOG.atError().setCause(failure).log(CANNOT_START);
                exitCode = EXIT_START_FAILED;
                System.exit(exitCode);
              }
            });
  }

  private void end() {
    ending = true;
    SecondSignal.endsAtOnce();
    boolean started = gateway.handle((_, failure) -> failure == null).join();
    if (!started) {
      aws.close();
      return;
    }
    gateway.join().drain();
    gateway.join().close();
    aws.close();
    // A JVM that a signal ends exits with 128 + the signal; a gateway that has ended in good order
    // has succeeded.
    Runtime.getRuntime().halt(exitCode);
  }

  private Account account() {
    return new Account(
        () -> aws.iotEndpoint().thenApply(BrokerUrl::ofIotEndpoint),
        aws.registry(config.chargePointsTable()),
        aws.certificates(),
        aws,
        aws.secrets());
  }
}
