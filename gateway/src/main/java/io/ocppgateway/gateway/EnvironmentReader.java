package io.ocppgateway.gateway;

import static io.ocppgateway.ocpp.environment.GatewayEnvironment.AWS_REGION;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.BROKER_CA_FILE;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.BROKER_CERTIFICATE_FILE;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.BROKER_KEY_FILE;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.BROKER_URL;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.CHARGE_POINTS_TABLE;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.HEALTH_PORT;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.LOG_FORMAT;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.LOG_LEVEL;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.PING_INTERVAL_SECONDS;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.PORT;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.REGISTRY_CACHE_SECONDS;

import io.ocppgateway.gateway.mqtt.BrokerTls;
import io.ocppgateway.gateway.mqtt.BrokerUrl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the environment and collects what is wrong with it. Used once.
final class EnvironmentReader {

  private static final int DEFAULT_PORT = 8080;
  private static final int DEFAULT_HEALTH_PORT = 8081;
  private static final int MAX_PORT = 65_535;

  /// Well below the 350 s after which a load balancer drops a connection.
  private static final int DEFAULT_PING_INTERVAL_SECONDS = 120;

  private static final int MAX_PING_INTERVAL_SECONDS = 3_600;
  private static final int DEFAULT_REGISTRY_CACHE_SECONDS = 30;
  private static final int MAX_REGISTRY_CACHE_SECONDS = 3_600;
  private static final Set<String> LOG_FORMATS = Set.of("json", "text");
  private static final Set<String> LOG_LEVELS = Set.of("ERROR", "WARN", "INFO", "DEBUG", "TRACE");

  private final Map<String, String> environment;
  private final List<String> faults = new ArrayList<>();

  EnvironmentReader(Map<String, String> environment) {
    this.environment = environment;
  }

  GatewayConfig read() {
    GatewayConfig config =
        new GatewayConfig(
            integer(PORT, DEFAULT_PORT, 0, MAX_PORT),
            integer(HEALTH_PORT, DEFAULT_HEALTH_PORT, 0, MAX_PORT),
            brokerUrl(),
            brokerTls(),
            required(CHARGE_POINTS_TABLE, "the name of the table of charge points"),
            required(AWS_REGION, "the AWS region, for example eu-central-1"),
            Duration.ofSeconds(
                integer(
                    PING_INTERVAL_SECONDS,
                    DEFAULT_PING_INTERVAL_SECONDS,
                    1,
                    MAX_PING_INTERVAL_SECONDS)),
            Duration.ofSeconds(
                integer(
                    REGISTRY_CACHE_SECONDS,
                    DEFAULT_REGISTRY_CACHE_SECONDS,
                    0,
                    MAX_REGISTRY_CACHE_SECONDS)));
    oneOf(LOG_FORMAT, LOG_FORMATS);
    oneOf(LOG_LEVEL, LOG_LEVELS);
    if (!faults.isEmpty()) {
      throw new InvalidConfiguration(faults);
    }
    return config;
  }

  private @Nullable String value(String name) {
    String value = environment.get(name);
    return value == null || value.isBlank() ? null : value.strip();
  }

  private String required(String name, String meaning) {
    String value = value(name);
    if (value == null) {
      faults.add("%s is not set; give it %s".formatted(name, meaning));
      return "";
    }
    return value;
  }

  private int integer(String name, int otherwise, int least, int most) {
    String value = value(name);
    if (value == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Told below, as a number out of range is.
    }
    faults.add("%s is '%s'; allowed are %d to %d".formatted(name, value, least, most));
    return otherwise;
  }

  private void oneOf(String name, Set<String> allowed) {
    String value = value(name);
    if (value != null && !allowed.contains(value)) {
      faults.add(
          "%s is '%s'; allowed are %s"
              .formatted(name, value, String.join(", ", allowed.stream().sorted().toList())));
    }
  }

  private @Nullable BrokerUrl brokerUrl() {
    String value = value(BROKER_URL);
    try {
      return value == null ? null : BrokerUrl.parse(value);
    } catch (IllegalArgumentException e) {
      faults.add(BROKER_URL + " is " + e.getMessage());
      return null;
    }
  }

  private BrokerTls brokerTls() {
    Path certificate = file(BROKER_CERTIFICATE_FILE);
    Path key = file(BROKER_KEY_FILE);
    if ((certificate == null) != (key == null)) {
      faults.add(
          "%s and %s go together; set both or none"
              .formatted(BROKER_CERTIFICATE_FILE, BROKER_KEY_FILE));
    }
    return new BrokerTls(certificate, key, file(BROKER_CA_FILE));
  }

  private @Nullable Path file(String name) {
    String value = value(name);
    if (value == null) {
      return null;
    }
    Path file = Path.of(value);
    if (!Files.isReadable(file)) {
      faults.add("%s is '%s'; there is no such file that can be read".formatted(name, value));
    }
    return file;
  }
}
