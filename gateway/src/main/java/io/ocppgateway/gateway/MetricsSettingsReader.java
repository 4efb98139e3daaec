package io.ocppgateway.gateway;

import static io.ocppgateway.ocpp.environment.GatewayEnvironment.METRICS_DIMENSIONS;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.METRICS_INTERVAL_SECONDS;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.METRICS_NAMESPACE;

import io.ocppgateway.gateway.monitoring.MetricsSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads what CloudWatch is told.
final class MetricsSettingsReader {

  private static final String DEFAULT_NAMESPACE = "OcppGateway";
  private static final Pattern NAMESPACE = Pattern.compile("[0-9A-Za-z.\\-_/#: ]{1,255}");
  private static final int MAX_INTERVAL_SECONDS = 3_600;

  /// The metrics themselves, and what says where they are, stand beside the dimensions.
  private static final Pattern DIMENSION =
      Pattern.compile("\\s*([A-Za-z][0-9A-Za-z]{0,49})=([\\x21-\\x7E&&[^,]]{1,255})\\s*");

  private static final int MAX_DIMENSIONS = 9;

  private final Variables variables;

  MetricsSettingsReader(Variables variables) {
    this.variables = variables;
  }

  MetricsSettings read() {
    return new MetricsSettings(
        Duration.ofSeconds(variables.integer(METRICS_INTERVAL_SECONDS, 0, 0, MAX_INTERVAL_SECONDS)),
        Objects.requireNonNullElse(
            variables.parsed(METRICS_NAMESPACE, MetricsSettingsReader::namespace),
            DEFAULT_NAMESPACE),
        Objects.requireNonNullElse(
            variables.parsed(METRICS_DIMENSIONS, MetricsSettingsReader::dimensions), Map.of()));
  }

  private static String namespace(String text) {
    if (!NAMESPACE.matcher(text).matches() || text.startsWith("AWS/")) {
      throw new IllegalArgumentException(
          "'%s'; allowed are %s that do not begin with AWS/".formatted(text, NAMESPACE));
    }
    return text;
  }

  private static Map<String, String> dimensions(String text) {
    Map<String, String> dimensions = new TreeMap<>();
    for (String each : text.split(",", -1)) {
      Matcher dimension = DIMENSION.matcher(each);
      if (!dimension.matches()
          || dimensions.put(dimension.group(1), dimension.group(2)) != null
          || dimensions.size() > MAX_DIMENSIONS) {
        throw new IllegalArgumentException(
            "'%s'; allowed are up to %d different Name=value with commas between them"
                .formatted(text, MAX_DIMENSIONS));
      }
    }
    return dimensions;
  }
}
