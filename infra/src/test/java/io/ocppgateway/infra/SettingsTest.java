package io.ocppgateway.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ocppgateway.infra.ChargePointSecurity.TlsEnd;
import io.ocppgateway.ocpp.registration.SecurityProfile;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

  private static final Map<String, String> NO_ENVIRONMENT = Map.of();

  @Test
  void nothingSetMeansDefaults() {
    Settings settings = Settings.of(key -> null, NO_ENVIRONMENT);

    assertThat(settings)
        .isEqualTo(
            new Settings(
                "AwsOcppGatewayStack",
                Duration.ofSeconds(300),
                Validation.LENIENT,
                new PublicAddress.LoadBalancer(),
                new ChargePointSecurity(SecurityProfile.NONE, TlsEnd.NOWHERE),
                null,
                null));
  }

  @Test
  void everySettingIsRead() {
    Map<String, Object> context =
        Map.of(
            "stackName", "Field-1",
            "heartbeatInterval", "60",
            "validation", "strict",
            "domainName", "charging.example.com",
            "hostedZoneId", "Z0123456789",
            "securityProfile", "0");

    Settings settings = Settings.of(context::get, Synthesized.DEPLOY_ENVIRONMENT);

    assertThat(settings)
        .isEqualTo(
            new Settings(
                "Field-1",
                Duration.ofSeconds(60),
                Validation.STRICT,
                new PublicAddress.Domain("charging.example.com", "Z0123456789"),
                new ChargePointSecurity(SecurityProfile.NONE, TlsEnd.LOAD_BALANCER),
                "123456789012",
                "eu-west-1"));
  }

  @Test
  void numbersOfCdkJsonReadLikeTextOfTheCommandLine() {
    Map<String, Object> context = Map.of("heartbeatInterval", 60);

    Settings settings = Settings.of(context::get, NO_ENVIRONMENT);

    assertThat(settings.heartbeatInterval()).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void allFaultsAreReportedAtOnce() {
    Map<String, Object> context =
        Map.of(
            "stackName", "1st",
            "heartbeatInterval", "often",
            "validation", "NONE",
            "domainName", "https://example.com",
            "hostedZoneId", "example.com",
            "securityProfile", "high");
    Map<String, String> environment =
        Map.of("CDK_DEPLOY_ACCOUNT", "me", "CDK_DEPLOY_REGION", "Ireland");

    assertThatThrownBy(() -> Settings.of(context::get, environment))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessage(
            """
            The settings cannot be used:
              - stackName is '1st', but must be letters, digits and hyphens, a letter first
              - heartbeatInterval is 'often', but must be whole seconds from 1 to 86400
              - validation is 'NONE', but must be LENIENT or STRICT
              - CDK_DEPLOY_ACCOUNT is 'me', but must be the 12 digits of an AWS account
              - CDK_DEPLOY_REGION is 'Ireland', but must be the name of a region, such as eu-west-1
              - domainName is 'https://example.com', but must be a domain in lower case of at most 56 characters, such as example.com
              - hostedZoneId is 'example.com', but must be the id of a Route 53 zone, such as Z0123456789
              - securityProfile is 'high', but must be 0 or 1 without domainName\
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "86401", "-10", "10.5", "10s", "99999999999"})
  void heartbeatIntervalOutOfBoundsIsRefused(String seconds) {
    Map<String, Object> context = Map.of("heartbeatInterval", seconds);

    assertThatThrownBy(() -> Settings.of(context::get, NO_ENVIRONMENT))
        .hasMessageContaining("heartbeatInterval is '" + seconds + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "86400"})
  void heartbeatIntervalReachesItsBounds(String seconds) {
    Map<String, Object> context = Map.of("heartbeatInterval", seconds);

    Settings settings = Settings.of(context::get, NO_ENVIRONMENT);

    assertThat(settings.heartbeatInterval()).hasSeconds(Long.parseLong(seconds));
  }

  @Test
  void zoneWithoutDomainIsRefused() {
    Map<String, Object> context = Map.of("hostedZoneId", "Z0123456789");

    assertThatThrownBy(() -> Settings.of(context::get, NO_ENVIRONMENT))
        .hasMessageContaining("hostedZoneId is set, but domainName is not");
  }

  @Test
  void domainWithoutZoneNeedsAnAccountToLookItUpIn() {
    Map<String, Object> context = Map.of("domainName", "example.com");

    assertThat(Settings.of(context::get, Synthesized.DEPLOY_ENVIRONMENT).address())
        .isEqualTo(new PublicAddress.LookedUpDomain("example.com"));
    assertThatThrownBy(() -> Settings.of(context::get, NO_ENVIRONMENT))
        .hasMessageContaining("domainName is set to 'example.com' without hostedZoneId");
  }

  @ParameterizedTest
  @CsvSource({"1, BASIC", "0, NONE"})
  void profileWithoutADomainIsHeldAgainstPlainText(String number, SecurityProfile profile) {
    Map<String, Object> context = Map.of("securityProfile", number);

    Settings settings = Settings.of(context::get, NO_ENVIRONMENT);

    assertThat(settings.security()).isEqualTo(new ChargePointSecurity(profile, TlsEnd.NOWHERE));
  }

  @Test
  void withADomainChargePointsHavePasswordsUnlessItIsSaidOtherwise() {
    Settings settings =
        Settings.of(Synthesized.DOMAIN_CONTEXT::get, Synthesized.DEPLOY_ENVIRONMENT);

    assertThat(settings.security())
        .isEqualTo(new ChargePointSecurity(SecurityProfile.BASIC_OVER_TLS, TlsEnd.LOAD_BALANCER));
  }

  @Test
  void profileThatTheAddressCannotHaveIsRefused() {
    Map<String, Object> plain = Map.of("securityProfile", 2);
    Map<String, Object> encrypted = new HashMap<>(Synthesized.DOMAIN_CONTEXT);
    encrypted.put("securityProfile", 1);

    assertThatThrownBy(() -> Settings.of(plain::get, NO_ENVIRONMENT))
        .hasMessageContaining("securityProfile is '2', but must be 0 or 1 without domainName");
    assertThatThrownBy(() -> Settings.of(encrypted::get, NO_ENVIRONMENT))
        .hasMessageContaining("securityProfile is '1', but must be 0 or 2 with domainName");
  }

  @Test
  void emptyVariablesCountAsNotSet() {
    Map<String, String> environment = Map.of("CDK_DEPLOY_ACCOUNT", "", "CDK_DEPLOY_REGION", "");

    Settings settings = Settings.of(key -> null, environment);

    assertThat(settings.account()).isNull();
  }
}
