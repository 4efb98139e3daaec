package io.ocppgateway.gateway;

import static io.ocppgateway.ocpp.environment.GatewayEnvironment.ASSUMED_SUBPROTOCOL;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.AWS_REGION;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.BROKER_CA_FILE;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.BROKER_CERTIFICATE_FILE;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.BROKER_KEY_FILE;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.BROKER_PATIENCE_SECONDS;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.BROKER_RENEWAL_MINUTES;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.BROKER_URL;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.CERTIFICATE_LOOKUPS_PER_SECOND;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.CHARGE_POINTS_TABLE;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.COMMAND_TIMEOUT_SECONDS;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.COMPRESSION;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.CONNECTIONS_PER_ADDRESS;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.CONNECTS_PER_SECOND;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.CREDENTIAL_PEPPER;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.CREDENTIAL_PEPPER_FILE;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.DRAIN_NOTICE_SECONDS;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.DRAIN_SECONDS;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.HEALTH_PORT;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.IDENTITY_FROM_USER_NAME;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.LOG_FORMAT;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.LOG_LEVEL;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.MAX_BACKLOG_BYTES;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.MAX_HEADER_BYTES;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.MAX_INVALID_FRAMES;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.MAX_MESSAGE_BYTES;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.MAX_REQUEST_LINE_BYTES;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.MAX_UNANSWERED_COMMANDS;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.MAX_UNFINISHED_BYTES;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.MAX_WAITING_COMMANDS;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.MAX_WAITING_HANDSHAKES;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.MESSAGES_PER_SECOND;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.MESSAGE_TIMEOUT_SECONDS;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.METRICS_DIMENSIONS;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.METRICS_INTERVAL_SECONDS;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.METRICS_NAMESPACE;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.NOT_READING_SECONDS;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.PING_INTERVAL_SECONDS;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.PORT;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.PROXY_PROTOCOL_FROM;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.PUBLISHES_PER_SECOND;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.REFUSALS_PER_ADDRESS_PER_MINUTE;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.REGISTRY_CACHE_SECONDS;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.REQUEST_TIMEOUT_SECONDS;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.SECURITY_PROFILE;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.SETTLE_SECONDS;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.STACK;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.STRICT_MESSAGE_IDS;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.SUBPROTOCOL_MISMATCH;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.THING_LOOKUPS_PER_SECOND;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.TLS_ENDS_AT;
import static io.ocppgateway.ocpp.environment.GatewayEnvironment.UNREGISTERED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.util.internal.PlatformDependent;
import io.ocppgateway.gateway.admission.AdmissionSettings;
import io.ocppgateway.gateway.admission.ConnectRate;
import io.ocppgateway.gateway.aws.LookUpRates;
import io.ocppgateway.gateway.call.CallRules;
import io.ocppgateway.gateway.credential.SecuritySettings;
import io.ocppgateway.gateway.credential.TlsEnd;
import io.ocppgateway.gateway.credential.UnregisteredAnswer;
import io.ocppgateway.gateway.drain.DrainSettings;
import io.ocppgateway.gateway.monitoring.MetricsSettings;
import io.ocppgateway.gateway.mqtt.LinkRules;
import io.ocppgateway.gateway.mqtt.endpoint.BrokerTls;
import io.ocppgateway.gateway.proxy.TrustedProxies;
import io.ocppgateway.gateway.session.SessionRules;
import io.ocppgateway.gateway.websocket.SocketSettings;
import io.ocppgateway.gateway.websocket.limit.AddressSettings;
import io.ocppgateway.gateway.websocket.message.MessageSettings;
import io.ocppgateway.gateway.websocket.request.RequestSettings;
import io.ocppgateway.gateway.websocket.request.VersionMismatch;
import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.ocpp.registration.SecurityProfile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GatewayConfigTest {

  private static final String PEPPER = "0123456789abcdef0123456789abcdef";

  @Test
  void unsetVariablesHaveDefaults() {
    Map<String, String> environment =
        Map.of(
            CHARGE_POINTS_TABLE,
            "ChargePoints",
            AWS_REGION,
            "eu-central-1",
            BROKER_URL,
            " ",
            SECURITY_PROFILE,
            "0");

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
                null,
                new SocketSettings(
                    new RequestSettings(
                        Duration.ofSeconds(10), 4096, 8192, VersionMismatch.REFUSE, null, false),
                    Duration.ofSeconds(120),
                    new MessageSettings(
                        1024 * 1024,
                        Duration.ofSeconds(60),
                        PlatformDependent.maxDirectMemory() / 8,
                        100),
                    true,
                    new AddressSettings(10_000, 300),
                    TrustedProxies.NONE,
                    new SecuritySettings(
                        SecurityProfile.NONE, TlsEnd.NOWHERE, null, UnregisteredAnswer.CLOSE)),
                Duration.ofSeconds(30),
                new LookUpRates(175, 5),
                new AdmissionSettings(ConnectRate.ofPerSecond(250), 5_000),
                new SessionRules(
                    new CallRules(20, Duration.ofSeconds(30), Duration.ofSeconds(5)),
                    Duration.ofSeconds(120),
                    50,
                    0,
                    false),
                new LinkRules(
                    "",
                    Duration.ofSeconds(60),
                    Duration.ofHours(23),
                    PlatformDependent.maxDirectMemory() / 4,
                    40,
                    false),
                new DrainSettings(Duration.ofSeconds(5), Duration.ofSeconds(90)),
                new MetricsSettings(Duration.ZERO, "OcppGateway", Map.of())));
  }

  @Test
  void metricsAreSetByTheirVariables() {
    Map<String, String> environment =
        Map.of(
            CHARGE_POINTS_TABLE, "ChargePoints",
            AWS_REGION, "eu-central-1",
            SECURITY_PROFILE, "0",
            METRICS_INTERVAL_SECONDS, "60",
            METRICS_NAMESPACE, "Fleet/Gateway",
            METRICS_DIMENSIONS, "Stack=one-1, Stage=prod");

    GatewayConfig config = GatewayConfig.of(environment);

    assertThat(config.metrics())
        .isEqualTo(
            new MetricsSettings(
                Duration.ofMinutes(1), "Fleet/Gateway", Map.of("Stack", "one-1", "Stage", "prod")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Stack", "Stack=", "a_b=c", "A=1,A=2", "A=b c", "A=1,,B=2"})
  void dimensionsThatCloudWatchDoesNotTakeAreTold(String dimensions) {
    Map<String, String> environment =
        Map.of(
            CHARGE_POINTS_TABLE, "ChargePoints",
            AWS_REGION, "eu-central-1",
            SECURITY_PROFILE, "0",
            METRICS_DIMENSIONS, dimensions);

    assertThatThrownBy(() -> GatewayConfig.of(environment))
        .hasMessageContaining("METRICS_DIMENSIONS is '" + dimensions);
  }

  @Test
  void socketIsSetByItsVariables() {
    Map<String, String> environment =
        Map.ofEntries(
            Map.entry(CHARGE_POINTS_TABLE, "ChargePoints"),
            Map.entry(AWS_REGION, "eu-central-1"),
            Map.entry(REQUEST_TIMEOUT_SECONDS, "5"),
            Map.entry(MAX_REQUEST_LINE_BYTES, "2048"),
            Map.entry(MAX_HEADER_BYTES, "3072"),
            Map.entry(SUBPROTOCOL_MISMATCH, "CLOSE"),
            Map.entry(ASSUMED_SUBPROTOCOL, "ocpp1.6"),
            Map.entry(IDENTITY_FROM_USER_NAME, "true"),
            Map.entry(PING_INTERVAL_SECONDS, "60"),
            Map.entry(MAX_MESSAGE_BYTES, "262144"),
            Map.entry(MESSAGE_TIMEOUT_SECONDS, "20"),
            Map.entry(MAX_UNFINISHED_BYTES, "1000000"),
            Map.entry(MESSAGES_PER_SECOND, "10"),
            Map.entry(COMPRESSION, "false"),
            Map.entry(CONNECTIONS_PER_ADDRESS, "7"),
            Map.entry(REFUSALS_PER_ADDRESS_PER_MINUTE, "8"),
            Map.entry(PROXY_PROTOCOL_FROM, "10.0.0.0/16, fd00::/8"),
            Map.entry(SECURITY_PROFILE, "0"),
            Map.entry(TLS_ENDS_AT, "LOAD_BALANCER"),
            Map.entry(UNREGISTERED, "REFUSE"));

    GatewayConfig config = GatewayConfig.of(environment);

    assertThat(config.socket())
        .isEqualTo(
            new SocketSettings(
                new RequestSettings(
                    Duration.ofSeconds(5),
                    2048,
                    3072,
                    VersionMismatch.CLOSE,
                    OcppVersion.V1_6,
                    true),
                Duration.ofSeconds(60),
                new MessageSettings(262_144, Duration.ofSeconds(20), 1_000_000, 10),
                false,
                new AddressSettings(7, 8),
                new TrustedProxies(List.of("10.0.0.0/16", "fd00::/8")),
                new SecuritySettings(
                    SecurityProfile.NONE, TlsEnd.LOAD_BALANCER, null, UnregisteredAnswer.REFUSE)));
  }

  @Test
  void lineForTheBrokerIsAsLongAsItsRateAllows() {
    assertThat(admission(Map.of(CONNECTS_PER_SECOND, "5")))
        .isEqualTo(new AdmissionSettings(ConnectRate.ofPerSecond(5), 100));
    assertThat(admission(Map.of(CONNECTS_PER_SECOND, "5", MAX_WAITING_HANDSHAKES, "7")))
        .isEqualTo(new AdmissionSettings(ConnectRate.ofPerSecond(5), 7));
    assertThat(admission(Map.of(CONNECTS_PER_SECOND, "0")).rate()).isEqualTo(ConnectRate.UNLIMITED);
  }

  @Test
  void shortDrainHasAShortNotice() {
    Map<String, String> environment =
        Map.of(
            CHARGE_POINTS_TABLE, "ChargePoints",
            AWS_REGION, "eu-central-1",
            SECURITY_PROFILE, "0",
            DRAIN_SECONDS, "1");

    GatewayConfig config = GatewayConfig.of(environment);

    assertThat(config.drain())
        .isEqualTo(new DrainSettings(Duration.ofSeconds(1), Duration.ofSeconds(1)));
  }

  @Test
  void messagesNameTheirStackWhereItHasAName() {
    Map<String, String> environment =
        Map.of(
            CHARGE_POINTS_TABLE, "ChargePoints",
            AWS_REGION, "eu-central-1",
            SECURITY_PROFILE, "0",
            STACK, "Second-1");

    GatewayConfig config = GatewayConfig.of(environment);

    assertThat(config.linkRules().stack()).isEqualTo("Second-1");
  }

  private static AdmissionSettings admission(Map<String, String> settings) {
    Map<String, String> environment = new HashMap<>(settings);
    environment.put(CHARGE_POINTS_TABLE, "ChargePoints");
    environment.put(AWS_REGION, "eu-central-1");
    environment.put(SECURITY_PROFILE, "0");
    return GatewayConfig.of(environment).admission();
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
            Map.entry(SECURITY_PROFILE, "4"),
            Map.entry(TLS_ENDS_AT, "HOME"),
            Map.entry(UNREGISTERED, "SHOUT"),
            Map.entry(CREDENTIAL_PEPPER, "mustard"),
            Map.entry(CREDENTIAL_PEPPER_FILE, "/no/such/pepper"),
            Map.entry(SUBPROTOCOL_MISMATCH, "maybe"),
            Map.entry(ASSUMED_SUBPROTOCOL, "ocpp0.1"),
            Map.entry(COMPRESSION, "yes"),
            Map.entry(PROXY_PROTOCOL_FROM, "10.0.0.0/16,home"),
            Map.entry(CONNECTS_PER_SECOND, "0.5"),
            Map.entry(DRAIN_SECONDS, "10"),
            Map.entry(DRAIN_NOTICE_SECONDS, "11"),
            Map.entry(MAX_WAITING_HANDSHAKES, "0"),
            Map.entry(THING_LOOKUPS_PER_SECOND, "-1"),
            Map.entry(CERTIFICATE_LOOKUPS_PER_SECOND, "few"),
            Map.entry(MAX_WAITING_COMMANDS, "0"),
            Map.entry(COMMAND_TIMEOUT_SECONDS, "0"),
            Map.entry(SETTLE_SECONDS, "-1"),
            Map.entry(BROKER_PATIENCE_SECONDS, "0"),
            Map.entry(BROKER_RENEWAL_MINUTES, "-1"),
            Map.entry(NOT_READING_SECONDS, "0"),
            Map.entry(MAX_INVALID_FRAMES, "-1"),
            Map.entry(MAX_UNANSWERED_COMMANDS, "-1"),
            Map.entry(STRICT_MESSAGE_IDS, "very"),
            Map.entry(MAX_BACKLOG_BYTES, "much"),
            Map.entry(PUBLISHES_PER_SECOND, "-1"),
            Map.entry(MESSAGE_TIMEOUT_SECONDS, "0"),
            Map.entry(MAX_UNFINISHED_BYTES, "-1"),
            Map.entry(STACK, "my stack"),
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
            "REGISTRY_CACHE_SECONDS is 'soon'; allowed are 0 to 60",
            "SECURITY_PROFILE is '4'; allowed are 0 to 3",
            "TLS_ENDS_AT is 'HOME'; allowed are GATEWAY, LOAD_BALANCER, NOWHERE",
            "UNREGISTERED is 'SHOUT'; allowed are CLOSE, REFUSE",
            "CREDENTIAL_PEPPER_FILE is '/no/such/pepper'",
            "CREDENTIAL_PEPPER and CREDENTIAL_PEPPER_FILE are set; set one of them",
            "SUBPROTOCOL_MISMATCH is 'maybe'; allowed are CLOSE, REFUSE",
            "ASSUMED_SUBPROTOCOL is 'ocpp0.1'; allowed are ocpp1.6, ocpp2.0.1, ocpp2.1",
            "COMPRESSION is 'yes'; allowed are false, true",
            "PROXY_PROTOCOL_FROM is 'home', which is no network; give it in CIDR notation",
            "CONNECTS_PER_SECOND is '0.5'; allowed are 0 to 1000000",
            "MAX_WAITING_HANDSHAKES is '0'; allowed are 1 to",
            "THING_LOOKUPS_PER_SECOND is '-1'",
            "CERTIFICATE_LOOKUPS_PER_SECOND is 'few'",
            "DRAIN_NOTICE_SECONDS is '11', but DRAIN_SECONDS is '10'",
            "MAX_WAITING_COMMANDS is '0'; allowed are 1 to 1000",
            "COMMAND_TIMEOUT_SECONDS is '0'",
            "SETTLE_SECONDS is '-1'",
            "BROKER_PATIENCE_SECONDS is '0'",
            "BROKER_RENEWAL_MINUTES is '-1'",
            "NOT_READING_SECONDS is '0'; allowed are 1 to 3600",
            "MAX_INVALID_FRAMES is '-1'",
            "MAX_UNANSWERED_COMMANDS is '-1'",
            "STRICT_MESSAGE_IDS is 'very'; allowed are false, true",
            "MAX_BACKLOG_BYTES is 'much'",
            "PUBLISHES_PER_SECOND is '-1'",
            "MESSAGE_TIMEOUT_SECONDS is '0'; allowed are 1 to 3600",
            "MAX_UNFINISHED_BYTES is '-1'",
            "STACK is 'my stack'; allowed are up to 128 letters, digits and hyphens",
            "LOG_FORMAT is 'xml'; allowed are json, text",
            "LOG_LEVEL is 'loud'");
  }

  @Test
  void passwordsAreAskedForUnlessThatIsSwitchedOff() {
    Map<String, String> environment =
        Map.of(
            CHARGE_POINTS_TABLE,
            "ChargePoints",
            AWS_REGION,
            "eu-central-1",
            CREDENTIAL_PEPPER,
            PEPPER);

    SecuritySettings security = GatewayConfig.of(environment).socket().security();

    assertThat(security.profile()).isEqualTo(SecurityProfile.BASIC);
    assertThat(security.pepper()).isNotNull();
    assertThat(security.toString()).doesNotContain(PEPPER);
  }

  @Test
  void pepperMayComeFromAFile(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("pepper"), PEPPER + "\n");
    Map<String, String> environment =
        Map.of(
            CHARGE_POINTS_TABLE,
            "ChargePoints",
            AWS_REGION,
            "eu-central-1",
            TLS_ENDS_AT,
            "LOAD_BALANCER",
            CREDENTIAL_PEPPER_FILE,
            file.toString());

    SecuritySettings security = GatewayConfig.of(environment).socket().security();

    assertThat(security.profile()).isEqualTo(SecurityProfile.BASIC_OVER_TLS);
    assertThat(security.pepper()).isNotNull();
  }

  @Test
  void passwordsWithoutAPepperDoNotStart() {
    Map<String, String> environment =
        Map.of(CHARGE_POINTS_TABLE, "ChargePoints", AWS_REGION, "eu-central-1");

    assertThatThrownBy(() -> GatewayConfig.of(environment))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessageContainingAll(
            "CREDENTIAL_PEPPER is not set, nor is CREDENTIAL_PEPPER_FILE; security profile 1",
            "set SECURITY_PROFILE=0");
  }

  @Test
  void shortPepperIsRefusedUntold() {
    Map<String, String> environment = Map.of(CREDENTIAL_PEPPER, "mustard");

    assertThatThrownBy(() -> GatewayConfig.of(environment))
        .hasMessageContaining("CREDENTIAL_PEPPER is a secret of 7 bytes; allowed are 32 or more")
        .hasMessageNotContaining("mustard");
  }

  @ParameterizedTest
  @CsvSource({"1, LOAD_BALANCER", "2, NOWHERE", "3, NOWHERE", "3, LOAD_BALANCER", "1, GATEWAY"})
  void profileThatTheListenerCannotHaveIsRefused(String profile, String tlsEnd) {
    Map<String, String> environment =
        Map.of(SECURITY_PROFILE, profile, TLS_ENDS_AT, tlsEnd, CREDENTIAL_PEPPER, PEPPER);

    assertThatThrownBy(() -> GatewayConfig.of(environment))
        .hasMessageContaining("SECURITY_PROFILE is %s, but TLS_ENDS_AT is %s", profile, tlsEnd);
  }
}
