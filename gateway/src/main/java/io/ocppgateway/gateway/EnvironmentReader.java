package io.ocppgateway.gateway;

import static io.ocppgateway.ocpp.environment.GatewayEnvironment.AWS_REGION;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.BROKER_CA_FILE;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.BROKER_CERTIFICATE_FILE;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.BROKER_KEY_FILE;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.BROKER_PATIENCE_SECONDS;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.BROKER_RENEWAL_MINUTES;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.BROKER_SILENT_TAKEOVERS;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.BROKER_URL;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.CHARGE_POINTS_TABLE;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.HEALTH_PORT;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.LOG_FORMAT;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.LOG_LEVEL;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.MAX_BACKLOG_BYTES;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.PORT;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.PUBLISHES_PER_SECOND;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.REGISTRY_CACHE_SECONDS;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.STACK;

import io.netty.util.internal.PlatformDependent;
import io.ocppgateway.gateway.mqtt.LinkRules;
import io.ocppgateway.gateway.mqtt.endpoint.BrokerTls;
import io.ocppgateway.gateway.mqtt.endpoint.BrokerUrl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads the gateway's configuration from the environment. Used once.
final class EnvironmentReader {

  private static final int DEFAULT_PORT = 8080;
  private static final int DEFAULT_HEALTH_PORT = 8081;
  private static final int MAX_PORT = 65_535;
  private static final int DEFAULT_REGISTRY_CACHE_SECONDS = 30;
  private static final int MAX_REGISTRY_CACHE_SECONDS = 60;
  private static final int DEFAULT_BROKER_PATIENCE_SECONDS = 60;
  private static final int MAX_BROKER_PATIENCE_SECONDS = 3_600;

  /// An hour before AWS IoT Core ends a connection.
  private static final int DEFAULT_BROKER_RENEWAL_MINUTES = 23 * 60;

  private static final int BACKLOG_PART = 4;

  /// With an answer to each of them and a full queue of commands it is the 100 of AWS IoT Core.
  private static final int DEFAULT_PUBLISHES_PER_SECOND = 40;

  private static final int MAX_PUBLISHES_PER_SECOND = 1_000_000;
  private static final int MAX_BROKER_RENEWAL_MINUTES = 30 * 24 * 60;
  private static final Set<String> LOG_FORMATS = Set.of("json", "text");
  private static final Set<String> LOG_LEVELS = Set.of("ERROR", "WARN", "INFO", "DEBUG", "TRACE");

  /// As CloudFormation names stacks.
  private static final Pattern STACK_NAME = Pattern.compile("[A-Za-z0-9-]{1,128}");

  private final Variables variables;

  EnvironmentReader(Map<String, String> environment) {
    variables = new Variables(environment);
  }

  GatewayConfig read() {
    CapacityReader capacity = new CapacityReader(variables);
    GatewayConfig config =
        new GatewayConfig(
            variables.integer(PORT, DEFAULT_PORT, 0, MAX_PORT),
            variables.integer(HEALTH_PORT, DEFAULT_HEALTH_PORT, 0, MAX_PORT),
            variables.parsed(BROKER_URL, BrokerUrl::parse),
            brokerTls(),
            variables.required(CHARGE_POINTS_TABLE, "the name of the table of charge points"),
            variables.required(AWS_REGION, "the AWS region, for example eu-central-1"),
            new TlsSettingsReader(variables).read(),
            new SocketSettingsReader(variables).read(),
            seconds(
                REGISTRY_CACHE_SECONDS,
                DEFAULT_REGISTRY_CACHE_SECONDS,
                0,
                MAX_REGISTRY_CACHE_SECONDS),
            capacity.lookUpRates(),
            capacity.admission(),
            new SessionRulesReader(variables).read(),
            linkRules(),
            capacity.drain(),
            new MetricsSettingsReader(variables).read());
    variables.oneOf(LOG_FORMAT, LOG_FORMATS);
    variables.oneOf(LOG_LEVEL, LOG_LEVELS);
    if (!variables.faults().isEmpty()) {
      throw new InvalidConfiguration(variables.faults());
    }
    return config;
  }

  private Duration seconds(String name, int otherwise, int least, int most) {
    return Duration.ofSeconds(variables.integer(name, otherwise, least, most));
  }

  private LinkRules linkRules() {
    return new LinkRules(
        Objects.requireNonNullElse(variables.parsed(STACK, EnvironmentReader::stack), ""),
        seconds(
            BROKER_PATIENCE_SECONDS,
            DEFAULT_BROKER_PATIENCE_SECONDS,
            1,
            MAX_BROKER_PATIENCE_SECONDS),
        Duration.ofMinutes(
            variables.integer(
                BROKER_RENEWAL_MINUTES,
                DEFAULT_BROKER_RENEWAL_MINUTES,
                0,
                MAX_BROKER_RENEWAL_MINUTES)),
        variables.integer(MAX_BACKLOG_BYTES, defaultBacklogBytes(), 0, Integer.MAX_VALUE),
        variables.integer(
            PUBLISHES_PER_SECOND, DEFAULT_PUBLISHES_PER_SECOND, 0, MAX_PUBLISHES_PER_SECOND),
        variables.flag(BROKER_SILENT_TAKEOVERS, false));
  }

  private static String stack(String text) {
    if (!STACK_NAME.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "'%s'; allowed are up to 128 letters, digits and hyphens".formatted(text));
    }
    return text;
  }

  /// A part of what buffers may take: charge points are read and written beside it.
  private static int defaultBacklogBytes() {
    return (int) Math.min(Integer.MAX_VALUE, PlatformDependent.maxDirectMemory() / BACKLOG_PART);
  }

  private BrokerTls brokerTls() {
    Path certificate = variables.file(BROKER_CERTIFICATE_FILE);
    Path key = variables.file(BROKER_KEY_FILE);
    if ((certificate == null) != (key == null)) {
      variables.addFault(
          "%s and %s go together; set both or none"
              .formatted(BROKER_CERTIFICATE_FILE, BROKER_KEY_FILE));
    }
    return new BrokerTls(certificate, key, variables.file(BROKER_CA_FILE));
  }
}
