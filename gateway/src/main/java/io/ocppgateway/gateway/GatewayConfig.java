package io.ocppgateway.gateway;

import io.ocppgateway.gateway.admission.AdmissionSettings;
import io.ocppgateway.gateway.aws.LookUpRates;
import io.ocppgateway.gateway.drain.DrainSettings;
import io.ocppgateway.gateway.monitoring.MetricsSettings;
import io.ocppgateway.gateway.mqtt.LinkRules;
import io.ocppgateway.gateway.mqtt.endpoint.BrokerTls;
import io.ocppgateway.gateway.mqtt.endpoint.BrokerUrl;
import io.ocppgateway.gateway.session.SessionRules;
import io.ocppgateway.gateway.tls.TlsSettings;
import io.ocppgateway.gateway.websocket.SocketSettings;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All settings of the gateway, read once and known to be sound.
///
/// @param port of the WebSocket listener, 0 for any free one
/// @param healthPort of the health check, 0 for any free one
/// @param brokerUrl null for the account's AWS IoT endpoint
/// @param brokerTls PEM files, none set unless the broker needs them
/// @param chargePointsTable name of the table of charge points
/// @param region of AWS
/// @param tls how it ends here, null if it does not
/// @param socket how charge points are spoken with
/// @param registryCache how long a registered charge point is not looked up again
/// @param lookUpRates what may be asked of AWS IoT
/// @param admission how many charge points are brought to the broker
/// @param sessionRules what charge points are spared, and what they may do
/// @param linkRules how patient links to the broker are
/// @param drain how long it takes to leave
/// @param metrics what CloudWatch is told
record GatewayConfig(
    int port,
    int healthPort,
    @Nullable BrokerUrl brokerUrl,
    BrokerTls brokerTls,
    String chargePointsTable,
    String region,
    @Nullable TlsSettings tls,
    SocketSettings socket,
    Duration registryCache,
    LookUpRates lookUpRates,
    AdmissionSettings admission,
    SessionRules sessionRules,
    LinkRules linkRules,
    DrainSettings drain,
    MetricsSettings metrics) {

  /// Reads the variables named in [io.ocppgateway.ocpp.environment.GatewayEnvironment]; an empty
  /// one counts as not set.
  ///
  /// @throws InvalidConfiguration if any is wrong; it tells of all that are
  static GatewayConfig of(Map<String, String> environment) {
    return new EnvironmentReader(environment).read();
  }
}
