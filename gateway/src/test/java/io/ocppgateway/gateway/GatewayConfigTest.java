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
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ocppgateway.gateway.mqtt.BrokerTls;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class GatewayConfigTest {

  @Test
  void unsetVariablesHaveDefaults() {
    Map<String, String> environment =
        Map.of(CHARGE_POINTS_TABLE, "ChargePoints", AWS_REGION, "eu-central-1", BROKER_URL, " ");

    GatewayConfig config = GatewayConfig.of(environment);

    assertThat(config)
        .isEqualTo(
            new GatewayConfig(
                8080,
                8081,
                null,
                new BrokerTls(null, null, null),
                "ChargePoints",
                "eu-central-1",
                Duration.ofSeconds(120),
                Duration.ofSeconds(30)));
  }

  @Test
  void allFaultsAreToldAtOnce() {
    Map<String, String> environment =
        Map.ofEntries(
            Map.entry(PORT, "65536"),
            Map.entry(HEALTH_PORT, "-1"),
            Map.entry(BROKER_URL, "http://broker"),
            Map.entry(BROKER_CERTIFICATE_FILE, "/no/such/file.pem"),
            Map.entry(BROKER_CA_FILE, "/no/such/ca.pem"),
            Map.entry(PING_INTERVAL_SECONDS, "0"),
            Map.entry(REGISTRY_CACHE_SECONDS, "soon"),
            Map.entry(LOG_FORMAT, "xml"),
            Map.entry(LOG_LEVEL, "loud"));

    assertThatThrownBy(() -> GatewayConfig.of(environment))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessageContainingAll(
            "PORT is '65536'; allowed are 0 to 65535",
            "HEALTH_PORT is '-1'",
            "BROKER_URL is not a broker URL: 'http://broker'",
            BROKER_CERTIFICATE_FILE + " is '/no/such/file.pem'",
            BROKER_CERTIFICATE_FILE + " and " + BROKER_KEY_FILE + " go together",
            BROKER_CA_FILE + " is '/no/such/ca.pem'",
            "CHARGE_POINTS_TABLE is not set",
            "AWS_REGION is not set",
            "PING_INTERVAL_SECONDS is '0'",
            "REGISTRY_CACHE_SECONDS is 'soon'",
            "LOG_FORMAT is 'xml'; allowed are json, text",
            "LOG_LEVEL is 'loud'");
  }
}
