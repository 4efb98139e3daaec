package io.ocppgateway.gateway;

import io.ocppgateway.gateway.mqtt.endpoint.AwsCredentials;
import io.ocppgateway.gateway.registry.CertificateRegistry;
import io.ocppgateway.gateway.registry.CertificateStanding;
import io.ocppgateway.gateway.registry.Registration;
import io.ocppgateway.gateway.registry.Registry;
import io.ocppgateway.gateway.transport.Transport;
import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.ocpp.environment.GatewayEnvironment;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// A gateway in this process, on free ports. Charge points need no time to settle.
public final class TestGateway implements AutoCloseable {

  /// `stranger` is unregistered, `banned` disabled, `unlucky` cannot be looked up, `silent` speaks
  /// 1.6 without saying so, all others are registered.
  public static final Registry REGISTRY = TestGateway::find;

  /// Certificates are good for every charge point but `another` and `lost`, whose are another's and
  /// taken out of use.
  private static final CertificateRegistry CERTIFICATES =
      (id, _) ->
          CompletableFuture.completedStage(
              switch (id.identity()) {
                case "another" -> CertificateStanding.OF_ANOTHER;
                case "lost" -> CertificateStanding.INACTIVE;
                default -> CertificateStanding.ACTIVE;
              });

  private final Gateway gateway;

  private TestGateway(Gateway gateway) {
    this.gateway = gateway;
  }

  public static TestGateway start(String brokerUrl) {
    return start(brokerUrl, Map.of());
  }

  public static TestGateway start(String brokerUrl, Map<String, String> settings) {
    return start(brokerUrl, settings, Clock.systemUTC());
  }

  public static TestGateway start(String brokerUrl, Map<String, String> settings, Clock clock) {
    Map<String, String> environment = new HashMap<>();
    environment.put(GatewayEnvironment.PORT, "0");
    environment.put(GatewayEnvironment.HEALTH_PORT, "0");
    environment.put(GatewayEnvironment.CHARGE_POINTS_TABLE, "ChargePoints");
    environment.put(GatewayEnvironment.AWS_REGION, "eu-central-1");
    environment.put(GatewayEnvironment.SECURITY_PROFILE, "0");
    // Tests send as fast as they can; those of the limits set them.
    environment.put(GatewayEnvironment.MESSAGES_PER_SECOND, "0");
    environment.put(GatewayEnvironment.PUBLISHES_PER_SECOND, "0");
    environment.put(GatewayEnvironment.REFUSALS_PER_ADDRESS_PER_MINUTE, "0");
    environment.put(GatewayEnvironment.SETTLE_SECONDS, "0");
    environment.put(GatewayEnvironment.BROKER_URL, brokerUrl);
    environment.putAll(settings);
    return new TestGateway(
        Gateway.start(
            GatewayConfig.of(environment),
            new Account(
                () -> CompletableFuture.failedStage(new AssertionError("the broker is configured")),
                REGISTRY,
                CERTIFICATES,
                () ->
                    CompletableFuture.completedStage(
                        new AwsCredentials("AKIDEXAMPLE", "secret", null)),
                arn -> {
                  throw new AssertionError("no secret is configured, but asked for is " + arn);
                }),
            Transport.best(),
            clock));
  }

  /// The port that charge points connect to.
  public int port() {
    return gateway.port();
  }

  /// The port that health checks go to.
  public int healthPort() {
    return gateway.healthPort();
  }

  /// Takes leave of the charge points.
  public void drain() {
    gateway.drain();
  }

  @Override
  public void close() {
    gateway.close();
  }

  private static CompletionStage<Registration> find(ChargePointId id) {
    return switch (id.identity()) {
      case "stranger" -> CompletableFuture.completedStage(Registration.UNREGISTERED);
      case "banned" -> CompletableFuture.completedStage(Registration.DISABLED);
      case "unlucky" -> CompletableFuture.failedStage(new IllegalStateException("table is down"));
      case "silent" ->
          CompletableFuture.completedStage(
              new Registration.Registered(OcppVersion.V1_6, null, null));
      default -> CompletableFuture.completedStage(Registration.REGISTERED);
    };
  }
}
