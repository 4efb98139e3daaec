package io.ocppgateway.infra.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ocppgateway.infra.settings.TlsEnd.ClientTrust;
import io.ocppgateway.ocpp.registration.SecurityProfile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecuritySettingsTest {

  private static final String SECRET =
      "arn:aws:secretsmanager:eu-west-1:123456789012:secret:gateway-AbCdEf";
  private static final Map<String, Object> DOMAIN =
      Map.of("domainName", "example.com", "hostedZoneId", "Z0123456789");

  @ParameterizedTest
  @CsvSource({"1, BASIC", "0, NONE"})
  void profileWithoutADomainIsHeldAgainstPlainText(String number, SecurityProfile profile) {
    ChargePointSecurity security = of(Map.of("securityProfile", number));

    assertThat(security).isEqualTo(new ChargePointSecurity(profile, new TlsEnd.Nowhere()));
  }

  @Test
  void withADomainTlsEndsAtTheLoadBalancerAndChargePointsHavePasswords() {
    ChargePointSecurity security = of(DOMAIN);

    assertThat(security)
        .isEqualTo(
            new ChargePointSecurity(SecurityProfile.BASIC_OVER_TLS, new TlsEnd.LoadBalancer()));
  }

  @Test
  void plainTextUnderADomainIsSaidAndKeepsPasswords() {
    ChargePointSecurity security = of(with(DOMAIN, "tls", "NONE"));

    assertThat(security)
        .isEqualTo(new ChargePointSecurity(SecurityProfile.BASIC, new TlsEnd.Nowhere()));
  }

  @ParameterizedTest
  @CsvSource({"NONE, 0 1", "NLB, 0 2", "GATEWAY, 0 2 3"})
  void endOfTlsDecidesOnProfiles(String tls, String allowed) {
    Map<String, Object> context = with(DOMAIN, "tls", tls);
    if (tls.equals("GATEWAY")) {
      context.put("certificateSecretArn", SECRET);
    }

    List<Integer> accepted =
        List.of(0, 1, 2, 3, 4).stream()
            .filter(profile -> isAccepted(with(context, "securityProfile", profile)))
            .toList();

    assertThat(accepted.toString().replaceAll("[\\[\\],]", "")).isEqualTo(allowed);
  }

  @Test
  void profileThatDoesNotGoWithTheEndOfTlsIsRefusedWithTheReason() {
    refuses(Map.of("securityProfile", 2), "securityProfile is '2', but must be 0 or 1 without TLS");
    refuses(
        with(DOMAIN, "securityProfile", 3),
        "securityProfile is '3', but must be 0 or 2 with TLS that ends at the load balancer");
  }

  @ParameterizedTest
  @CsvSource({"NLB", "GATEWAY"})
  void tlsWithoutADomainIsRefused(String tls) {
    refuses(Map.of("tls", tls), "tls is " + tls + ", but domainName is not set");
  }

  @Test
  void gatewayNeedsItsCertificate() {
    refuses(with(DOMAIN, "tls", "GATEWAY"), "tls is GATEWAY, but certificateSecretArn is not set");
  }

  @ParameterizedTest
  @CsvSource({
    "certificateSecretArn, arn:aws:secretsmanager:eu-west-1:123456789012:secret:gateway",
    "certificateSecretArn, gateway",
    "clientAuthoritiesSecretArn, arn:aws:acm:eu-west-1:123456789012:certificate/1",
  })
  void secretIsNamedByItsWholeArn(String key, String value) {
    Map<String, Object> context = ofTheGateway();
    context.put(key, value);

    refuses(context, key + " is '" + value + "', but must be the whole ARN of a secret");
  }

  @ParameterizedTest
  @CsvSource({
    "CDK_DEPLOY_REGION, eu-central-1, region eu-west-1",
    "CDK_DEPLOY_ACCOUNT, 210987654321, account 123456789012"
  })
  void secretsAreOfTheAccountAndRegionThatIsDeployedTo(
      String variable, String value, String ofSecret) {
    Map<String, Object> context = ofTheGateway();
    context.put("clientAuthoritiesSecretArn", SECRET);
    context.put("clientOrganization", "Acme");

    assertThatThrownBy(() -> Settings.of(context, Map.of(variable, value)))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContainingAll(
            "certificateSecretArn is a secret of " + ofSecret,
            "clientAuthoritiesSecretArn is a secret of " + ofSecret,
            "but the stack is deployed to " + value);
    assertThatCode(() ->
            Settings.of(
                context,
                Map.of("CDK_DEPLOY_REGION", "eu-west-1", "CDK_DEPLOY_ACCOUNT", "123456789012")))
        .doesNotThrowAnyException();
  }

  @Test
  void whatTheGatewayNeedsIsRefusedWhereTlsEndsElsewhere() {
    refuses(
        with(DOMAIN, "certificateSecretArn", SECRET),
        "certificateSecretArn is set, but TLS does not end at the gateway");
    refuses(
        Map.of("clientOrganization", "Acme"),
        "clientOrganization is set, but TLS does not end at the gateway");
  }

  @Test
  void authoritiesAndOrganizationGoTogether() {
    refuses(
        with(ofTheGateway(), "clientAuthoritiesSecretArn", SECRET),
        "clientAuthoritiesSecretArn is set, but clientOrganization is not");
    refuses(
        with(ofTheGateway(), "clientOrganization", "Acme"),
        "clientOrganization is set, but clientAuthoritiesSecretArn is not");
  }

  @Test
  void withoutAuthoritiesCertificatesAreRegisteredOneByOne() {
    ChargePointSecurity security = of(ofTheGateway());

    assertThat(security)
        .isEqualTo(
            new ChargePointSecurity(
                SecurityProfile.BASIC_OVER_TLS,
                new TlsEnd.Gateway(SECRET, new ClientTrust.Registered())));
  }

  private static Map<String, Object> ofTheGateway() {
    return with(with(DOMAIN, "tls", "GATEWAY"), "certificateSecretArn", SECRET);
  }

  private static Map<String, Object> with(Map<String, Object> context, String key, Object value) {
    Map<String, Object> more = new HashMap<>(context);
    more.put(key, value);
    return more;
  }

  private static ChargePointSecurity of(Map<String, Object> context) {
    return Settings.of(context, Map.of()).security();
  }

  private static boolean isAccepted(Map<String, Object> context) {
    try {
      of(context);
      return true;
    } catch (InvalidSettingsException _) {
      return false;
    }
  }

  private static void refuses(Map<String, Object> context, String reason) {
    assertThatThrownBy(() -> of(context))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining(reason);
  }
}
