package io.ocppgateway.infra.settings;

import io.ocppgateway.infra.settings.PublicAddress.Domain;
import io.ocppgateway.infra.settings.PublicAddress.LookedUpDomain;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.RemovalPolicy;

/// Reads all settings, those of the gateway's tasks and of security by readers of their own.
final class SettingsReader {

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,127}");
  // A certificate's first name has at most 64 characters, of which "gateway." takes 8.
  private static final Pattern DOMAIN =
      Pattern.compile(
          "(?=.{1,56}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])");
  private static final Pattern ZONE_ID = Pattern.compile("Z[A-Z0-9]{1,31}");
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
  private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-[0-9]+");
  // What mail servers take is wider; what people have is not.
  private static final Pattern EMAIL =
      Pattern.compile("[A-Za-z0-9._%+-]+@([A-Za-z0-9-]+\\.)+[A-Za-z]{2,}");

  private static final int MAX_HEARTBEAT_SECONDS = 86_400;
  private static final int MAX_CONCURRENCY = 1000;

  private final GivenValues values;
  private final Map<String, String> environment;

  SettingsReader(Map<String, ?> context, Map<String, String> environment) {
    this.values = new GivenValues(context);
    this.environment = environment;
  }

  Settings read() {
    String stackName =
        values.text(Setting.STACK_NAME, NAME, "letters, digits and hyphens, a letter first");
    RoutingSettings routing = routing();
    String account =
        variable(Settings.ACCOUNT_VARIABLE, ACCOUNT, "the 12 digits of an AWS account");
    String region =
        variable(Settings.REGION_VARIABLE, REGION, "the name of a region, such as eu-west-1");
    PublicAddress address = address(account != null && region != null);
    ChargePointSecurity security = new SecurityReader(values, address, account, region).read();
    NetworkSettings network =
        new NetworkSettings(
            values.choice(Setting.EGRESS, Egress.values(), Egress.NAT),
            values.flag(Setting.FLOW_LOGS));
    ServiceSettings service = new ServiceReader(values).read();
    Retention retention = retention();
    String alarmEmail =
        values.text(Setting.ALARM_EMAIL, EMAIL, "an e-mail address, such as cpo@example.com");
    Misspellings.findIn(values);
    values.throwIfFaulty();
    return new Settings(
        stackName == null ? Setting.STACK_NAME.standard() : stackName,
        routing,
        address,
        security,
        network,
        service,
        retention,
        alarmEmail,
        account,
        region);
  }

  private RoutingSettings routing() {
    return new RoutingSettings(
        Duration.ofSeconds(
            values.number(
                Setting.HEARTBEAT_INTERVAL,
                1,
                MAX_HEARTBEAT_SECONDS,
                "whole seconds from %d to %d")),
        values.choice(Setting.VALIDATION, Validation.values(), Validation.LENIENT),
        values.flag(Setting.HEARTBEAT_RECORDS),
        values.choice(Setting.FUNCTION_LOG_LEVEL, FunctionLogLevel.values(), FunctionLogLevel.INFO),
        values.numberIfGiven(
            Setting.FUNCTION_CONCURRENCY, 1, MAX_CONCURRENCY, "a whole number from %d to %d"));
  }

  private Retention retention() {
    int days = values.number(Setting.LOG_RETENTION_DAYS, List.copyOf(Retention.logDays().keySet()));
    return new Retention(
        values.flag(Setting.RETAIN_DATA) ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
        Objects.requireNonNull(Retention.logDays().get(days), "one of those days"));
  }

  private PublicAddress address(boolean canLookUp) {
    String domain =
        values.text(
            Setting.DOMAIN_NAME,
            DOMAIN,
            "a domain in lower case of at most 56 characters, such as example.com");
    String zoneId =
        values.text(
            Setting.HOSTED_ZONE_ID, ZONE_ID, "the id of a Route 53 zone, such as Z0123456789");
    if (domain == null) {
      if (zoneId != null && !values.isGiven(Setting.DOMAIN_NAME)) {
        values.contradiction(
            "%s is set, but %s is not: set both, or neither"
                .formatted(Setting.HOSTED_ZONE_ID.key(), Setting.DOMAIN_NAME.key()));
      }
      return new PublicAddress.LoadBalancer();
    }
    if (zoneId != null) {
      return new Domain(domain, zoneId);
    }
    if (!canLookUp && !values.isGiven(Setting.HOSTED_ZONE_ID)) {
      values.contradiction(
          "%s is set to '%s' without %s: set that too, or set %s and %s so that the zone can be looked up"
              .formatted(
                  Setting.DOMAIN_NAME.key(),
                  domain,
                  Setting.HOSTED_ZONE_ID.key(),
                  Settings.ACCOUNT_VARIABLE,
                  Settings.REGION_VARIABLE));
    }
    return new LookedUpDomain(domain);
  }

  private @Nullable String variable(String name, Pattern allowed, String allowedInWords) {
    return values.text(name, environment.get(name), allowed, allowedInWords);
  }
}
