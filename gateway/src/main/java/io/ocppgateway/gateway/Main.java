package io.ocppgateway.gateway;

import io.ocppgateway.gateway.aws.Aws;
import io.ocppgateway.gateway.mqtt.endpoint.BrokerUrl;
import io.ocppgateway.gateway.tls.UnreadableSecret;
import io.ocppgateway.gateway.transport.Transport;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The process: configured by the environment, ended by SIGTERM, and by a second one at once.
///
/// Exit codes: 0 after SIGTERM or SIGINT, its number after a second one, 1 if the start failed, 2
/// if the environment is wrong.
public final class Main {

  private static final Logger LOG = LoggerFactory.getLogger(Main.class);

  private static final String CANNOT_START = "gateway cannot start";
  private static final int EXIT_START_FAILED = 1;
  private static final int EXIT_WRONG_ENVIRONMENT = 2;

  private Main() {}

  /// Starts a gateway that runs until the process is told to end.
  public static void main(String[] arguments) {
    GatewayConfig config;
    try {
      config = GatewayConfig.of(System.getenv());
    } catch (InvalidConfiguration e) {
      System.err.println(e.getMessage());
      System.exit(EXIT_WRONG_ENVIRONMENT);
      return;
    }
    try {
      run(config, Transport.best(), new Aws(config.region(), config.lookUpRates()));
    } catch (IllegalArgumentException | UnreadableSecret e) {
      // What is configured cannot be used: where that was found helps nobody.
      LOG.atError().addKeyValue("detail", e.getMessage()).log(CANNOT_START);
      System.exit(EXIT_START_FAILED);
    } catch (RuntimeException e) {
      // The outermost handler: whatever kept the gateway from starting is told, and nothing is
      // left.
      failToStart(e);
    }
  }

  private static void run(GatewayConfig config, Transport transport, Aws aws) {
    Account account =
        new Account(
            () -> aws.iotEndpoint().thenApply(BrokerUrl::ofIotEndpoint),
            aws.registry(config.chargePointsTable()),
            aws.certificates(),
            aws,
            aws.secrets());
    Gateway gateway = Gateway.start(config, account, transport, Clock.systemUTC());
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(gateway, aws), "stop"));
    // Takes longer than all else: the first charge point is on its way meanwhile.
    CompletableFuture<Void> _ =
        aws.prepare()
            .whenComplete((_, failure) -> {
              if (failure != null) {
                failToStart(failure);
              }
            });
  }

  private static void failToStart(Throwable failure) {
    LOG.atError().setCause(failure).log(CANNOT_START);
    System.exit(EXIT_START_FAILED);
  }

  private static void stop(Gateway gateway, Aws aws) {
    SecondSignal.endsAtOnce();
    gateway.drain();
    gateway.close();
    aws.close();
    // A JVM that a signal ends exits with 128 + the signal; a gateway that has ended in good order
    // has succeeded.
    Runtime.getRuntime().halt(0);
  }
}
