package io.ocppgateway.infra.settings;

import static io.ocppgateway.infra.settings.Setting.CERTIFICATE_SECRET_ARN;
import static io.ocppgateway.infra.settings.Setting.CLIENT_AUTHORITIES_SECRET_ARN;
import static io.ocppgateway.infra.settings.Setting.CLIENT_ORGANIZATION;
import static io.ocppgateway.infra.settings.Setting.DOMAIN_NAME;
import static io.ocppgateway.infra.settings.Setting.SECURITY_PROFILE;
import static io.ocppgateway.infra.settings.Setting.TLS;

import io.ocppgateway.infra.settings.TlsEnd.ClientTrust;
import io.ocppgateway.ocpp.registration.SecurityProfile;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads where TLS ends, with which certificates, and how charge points prove who they are.
final class SecurityReader {

  /// How it is set; the default depends on the address.
  private enum Tls {
    NLB,
    GATEWAY,
    NONE
  }

  /// Whole: the gateway's role may read this secret, and no other whose name begins alike.
  private static final Pattern SECRET_ARN =
      Pattern.compile(
          "arn:aws(-[a-z]+)*:secretsmanager:(?<region>[a-z0-9-]+):(?<account>[0-9]{12}):secret:[A-Za-z0-9/_+=.@-]+-[A-Za-z0-9]{6}");

  private static final String A_SECRET_ARN =
      "the whole ARN of a secret, such as arn:aws:secretsmanager:eu-west-1:123456789012:secret:name-AbCdEf";

  private static final Pattern ORGANIZATION = Pattern.compile("\\S(.{0,62}\\S)?");

  private static final List<Setting> OF_THE_GATEWAY =
      List.of(CERTIFICATE_SECRET_ARN, CLIENT_AUTHORITIES_SECRET_ARN, CLIENT_ORGANIZATION);

  private final GivenValues values;
  private final boolean hasDomain;
  private final @Nullable String account;
  private final @Nullable String region;

  /// @param account to deploy to; null if that is not known yet
  /// @param region the same
  SecurityReader(
      GivenValues values,
      PublicAddress address,
      @Nullable String account,
      @Nullable String region) {
    this.values = values;
    this.account = account;
    this.region = region;
    // One that cannot be used has been told of, and is not to be told of twice.
    this.hasDomain =
        !(address instanceof PublicAddress.LoadBalancer) || values.isGiven(DOMAIN_NAME);
  }

  ChargePointSecurity read() {
    Tls standard = hasDomain ? Tls.NLB : Tls.NONE;
    Tls tls = values.choice(TLS, Tls.values(), standard);
    if (tls != Tls.NONE && !hasDomain) {
      values.contradiction(
          "%s is %s, but %s is not set: a certificate needs a name that leads to the load balancer, so set it with %s, or leave %s out"
              .formatted(
                  TLS.key(), tls, DOMAIN_NAME.key(), Setting.HOSTED_ZONE_ID.key(), TLS.key()));
    }
    TlsEnd tlsEnd =
        switch (tls) {
          case NONE -> new TlsEnd.Nowhere();
          case NLB -> new TlsEnd.LoadBalancer();
          case GATEWAY -> new TlsEnd.Gateway(certificate(), clients());
        };
    if (tls != Tls.GATEWAY) {
      refuseWhatIsOfTheGateway();
    }
    return new ChargePointSecurity(profile(tlsEnd), tlsEnd);
  }

  private String certificate() {
    if (!values.isGiven(CERTIFICATE_SECRET_ARN)) {
      values.contradiction(
          "%s is GATEWAY, but %s is not set: the gateway needs a certificate and its key, so put them into a secret and give its ARN"
              .formatted(TLS.key(), CERTIFICATE_SECRET_ARN.key()));
    }
    String arn = secretArn(CERTIFICATE_SECRET_ARN);
    return arn == null ? "" : arn;
  }

  private ClientTrust clients() {
    String arn = secretArn(CLIENT_AUTHORITIES_SECRET_ARN);
    String organization =
        values.text(CLIENT_ORGANIZATION, ORGANIZATION, "a name of at most 64 characters");
    refuseOneWithout(CLIENT_AUTHORITIES_SECRET_ARN, CLIENT_ORGANIZATION);
    refuseOneWithout(CLIENT_ORGANIZATION, CLIENT_AUTHORITIES_SECRET_ARN);
    return arn == null || organization == null
        ? new ClientTrust.Registered()
        : new ClientTrust.Issued(arn, organization);
  }

  private @Nullable String secretArn(Setting setting) {
    String arn = values.text(setting, SECRET_ARN, A_SECRET_ARN);
    if (arn != null) {
      Matcher parts = SECRET_ARN.matcher(arn);
      if (parts.matches()) {
        refuseOtherThan(setting, "region", region, parts.group("region"));
        refuseOtherThan(setting, "account", account, parts.group("account"));
      }
    }
    return arn;
  }

  /// Tasks would not start.
  private void refuseOtherThan(
      Setting setting, String what, @Nullable String deployedTo, String ofSecret) {
    if (deployedTo != null && !deployedTo.equals(ofSecret)) {
      values.contradiction(
          "%s is a secret of %s %s, but the stack is deployed to %s: tasks read secrets of their own %s only, so make it there"
              .formatted(setting.key(), what, ofSecret, deployedTo, what));
    }
  }

  private void refuseOneWithout(Setting one, Setting other) {
    if (values.isGiven(one) && !values.isGiven(other)) {
      values.contradiction(
          "%s is set, but %s is not: set both, or neither".formatted(one.key(), other.key()));
    }
  }

  private void refuseWhatIsOfTheGateway() {
    OF_THE_GATEWAY.stream()
        .filter(values::isGiven)
        .forEach(setting ->
            values.contradiction(
                "%s is set, but TLS does not end at the gateway: set %s to GATEWAY, or leave %s out"
                    .formatted(setting.key(), TLS.key(), setting.key())));
  }

  private SecurityProfile profile(TlsEnd tlsEnd) {
    SecurityProfile standard = hasDomain ? tlsEnd.withPassword() : SecurityProfile.NONE;
    String given = values.text(SECURITY_PROFILE);
    if (given == null) {
      return standard;
    }
    SecurityProfile profile = among(tlsEnd.profiles(), given);
    if (profile == null) {
      List<Integer> allowed = tlsEnd.profiles().stream().map(SecurityProfile::number).toList();
      values.fault(SECURITY_PROFILE, given, GivenValues.oneOf(allowed) + " " + reason(tlsEnd));
      return standard;
    }
    return profile;
  }

  private static @Nullable SecurityProfile among(List<SecurityProfile> profiles, String number) {
    return profiles.stream()
        .filter(profile -> Integer.toString(profile.number()).equals(number))
        .findAny()
        .orElse(null);
  }

  private static String reason(TlsEnd tlsEnd) {
    return switch (tlsEnd) {
      case TlsEnd.Nowhere _ -> "without TLS";
      case TlsEnd.LoadBalancer _ -> "with TLS that ends at the load balancer";
      case TlsEnd.Gateway _ -> "with TLS that ends at the gateway";
    };
  }
}
