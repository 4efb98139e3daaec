package io.ocppgateway.gateway;

import io.ocppgateway.gateway.tls.UnreadableSecret;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The process: configured by the environment, ended by SIGTERM, and by a second one at once.
///
/// Exit codes: 0 after SIGTERM or SIGINT, its number after a second one, 1 if the start failed, 2
/// if the environment is wrong; 128 and its number after a signal that comes before the gateway
/// stands, or while a start fails.
public final class Main {

  private static final Logger LOG = LoggerFactory.getLogger(Main.class);

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
      new Lifetime(config, Clock.systemUTC()).begin();
    } catch (IllegalArgumentException | UnreadableSecret e) {
      // What is configured cannot be used: where that was found helps nobody.
      LOG.atError().addKeyValue("detail", e.getMessage()).log(Lifetime.CANNOT_START);
      System.exit(Lifetime.EXIT_START_FAILED);
    } catch (RuntimeException | Error e) {
      // The outermost handler: whatever kept the gateway from starting is told, and nothing is
      // left.
      LOG.atError().setCause(e).log(Lifetime.CANNOT_START);
      System.exit(Lifetime.EXIT_START_FAILED);
    }
  }
}
