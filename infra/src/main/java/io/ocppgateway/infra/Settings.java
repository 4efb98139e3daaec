package io.ocppgateway.infra;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What an operator decides: read once, from the CDK context (`-c heartbeatInterval=60`) and, for
/// the account and region, from the environment of the command.
///
/// @param stackName name of the stack in CloudFormation
/// @param heartbeatInterval what an accepted BootNotification asks for
/// @param validation what becomes of messages that break their schema
/// @param address where charge points find the gateway
/// @param security how charge points prove who they are
/// @param account account to deploy to, 12 digits; null: that of the credentials at deployment
/// @param region region to deploy to; null: that of the credentials at deployment
record Settings(
    String stackName,
    Duration heartbeatInterval,
    Validation validation,
    PublicAddress address,
    ChargePointSecurity security,
    @Nullable String account,
    @Nullable String region) {

  static final String ACCOUNT_VARIABLE = "CDK_DEPLOY_ACCOUNT";
  static final String REGION_VARIABLE = "CDK_DEPLOY_REGION";

  /// Reads and checks all settings.
  ///
  /// @param context value of a context key, a string or a number; null where it is not set
  /// @param environment environment variables
  /// @throws InvalidSettingsException naming every setting that cannot be used
  static Settings of(Function<String, @Nullable Object> context, Map<String, String> environment) {
    return new Reader(context, environment).read();
  }

  /// Whether this is the stack of the default name, whose tables may carry the names known outside.
  boolean isDefaultStack() {
    return stackName.equals(Setting.STACK_NAME.standard());
  }

  /// Collects the faults while it reads, so that all are reported at once.
  private static final class Reader {

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,127}");
    // A certificate's first name has at most 64 characters, of which "gateway." takes 8.
    private static final Pattern DOMAIN =
        Pattern.compile(
            "(?=.{1,56}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])");
    private static final Pattern ZONE_ID = Pattern.compile("Z[A-Z0-9]{1,31}");
    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
    private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-[0-9]+");
    private static final Pattern WHOLE_NUMBER = Pattern.compile("[0-9]{1,9}");

    private static final int MIN_HEARTBEAT_SECONDS = 1;
    private static final int MAX_HEARTBEAT_SECONDS = 86_400;

    private final Function<String, @Nullable Object> context;
    private final Map<String, String> environment;
    private final List<String> faults = new ArrayList<>();

    Reader(Function<String, @Nullable Object> context, Map<String, String> environment) {
      this.context = context;
      this.environment = environment;
    }

    Settings read() {
      String stackName =
          setting(Setting.STACK_NAME, NAME, "letters, digits and hyphens, a letter first");
      Duration heartbeatInterval = heartbeatInterval();
      Validation validation = validation();
      String account = variable(ACCOUNT_VARIABLE, ACCOUNT, "the 12 digits of an AWS account");
      String region = variable(REGION_VARIABLE, REGION, "the name of a region, such as eu-west-1");
      PublicAddress address = address(account != null && region != null);
      ChargePointSecurity security = security(address);
      if (!faults.isEmpty()) {
        throw new InvalidSettingsException(faults);
      }
      return new Settings(
          stackName == null ? Setting.STACK_NAME.standard() : stackName,
          heartbeatInterval,
          validation,
          address,
          security,
          account,
          region);
    }

    private Duration heartbeatInterval() {
      String seconds = contextValueOrStandard(Setting.HEARTBEAT_INTERVAL);
      int value = WHOLE_NUMBER.matcher(seconds).matches() ? Integer.parseInt(seconds) : -1;
      if (value < MIN_HEARTBEAT_SECONDS || value > MAX_HEARTBEAT_SECONDS) {
        fault(
            Setting.HEARTBEAT_INTERVAL.key(),
            seconds,
            "whole seconds from %d to %d".formatted(MIN_HEARTBEAT_SECONDS, MAX_HEARTBEAT_SECONDS));
      }
      return Duration.ofSeconds(value);
    }

    private Validation validation() {
      String given = contextValueOrStandard(Setting.VALIDATION);
      return Arrays.stream(Validation.values())
          .filter(validation -> validation.name().equalsIgnoreCase(given))
          .findAny()
          .orElseGet(() -> {
            fault(Setting.VALIDATION.key(), given, "LENIENT or STRICT");
            return Validation.LENIENT;
          });
    }

    private PublicAddress address(boolean canLookUp) {
      String domain =
          setting(
              Setting.DOMAIN_NAME,
              DOMAIN,
              "a domain in lower case of at most 56 characters, such as example.com");
      String zoneId =
          setting(
              Setting.HOSTED_ZONE_ID, ZONE_ID, "the id of a Route 53 zone, such as Z0123456789");
      if (domain == null) {
        if (zoneId != null && contextValue(Setting.DOMAIN_NAME) == null) {
          faults.add(
              "%s is set, but %s is not: set both, or neither"
                  .formatted(Setting.HOSTED_ZONE_ID.key(), Setting.DOMAIN_NAME.key()));
        }
        return new PublicAddress.LoadBalancer();
      }
      if (zoneId != null) {
        return new PublicAddress.Domain(domain, zoneId);
      }
      if (!canLookUp && contextValue(Setting.HOSTED_ZONE_ID) == null) {
        faults.add(
            "%s is set to '%s' without %s: set that too, or set %s and %s so that the zone can be looked up"
                .formatted(
                    Setting.DOMAIN_NAME.key(),
                    domain,
                    Setting.HOSTED_ZONE_ID.key(),
                    ACCOUNT_VARIABLE,
                    REGION_VARIABLE));
      }
      return new PublicAddress.LookedUpDomain(domain);
    }

    private ChargePointSecurity security(PublicAddress address) {
      ChargePointSecurity standard = ChargePointSecurity.of(address);
      String number = contextValue(Setting.SECURITY_PROFILE);
      if (number == null) {
        return standard;
      }
      Optional<ChargePointSecurity> security = ChargePointSecurity.of(address, number);
      if (security.isEmpty()) {
        fault(
            Setting.SECURITY_PROFILE.key(),
            number,
            "%s %s %s"
                .formatted(
                    standard.allowed(),
                    address instanceof PublicAddress.LoadBalancer ? "without" : "with",
                    Setting.DOMAIN_NAME.key()));
      }
      return security.orElse(standard);
    }

    private @Nullable String setting(Setting setting, Pattern allowed, String allowedInWords) {
      return checked(setting.key(), contextValue(setting), allowed, allowedInWords);
    }

    private @Nullable String variable(String name, Pattern allowed, String allowedInWords) {
      return checked(name, blankAsNull(environment.get(name)), allowed, allowedInWords);
    }

    private @Nullable String checked(
        String name, @Nullable String value, Pattern allowed, String allowedInWords) {
      if (value == null || allowed.matcher(value).matches()) {
        return value;
      }
      fault(name, value, allowedInWords);
      return null;
    }

    /// The command line gives strings, `cdk.json` may give numbers: both read alike.
    private @Nullable String contextValue(Setting setting) {
      Object value = context.apply(setting.key());
      return value == null ? null : blankAsNull(value.toString());
    }

    private String contextValueOrStandard(Setting setting) {
      String value = contextValue(setting);
      return value == null ? setting.standard() : value;
    }

    private static @Nullable String blankAsNull(@Nullable String value) {
      return value == null || value.isBlank() ? null : value;
    }

    private void fault(String name, String value, String allowed) {
      faults.add("%s is '%s', but must be %s".formatted(name, value, allowed));
    }
  }
}
