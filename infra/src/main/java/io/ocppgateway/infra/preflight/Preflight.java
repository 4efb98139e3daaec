package io.ocppgateway.infra.preflight;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Everything that can be seen to be missing before a CDK command goes on, told all at once.
///
/// The CDK's command line starts the app for most of its commands, whoever types them and however:
/// what is looked at here is looked at for `npx cdk deploy` and for `./cpo deploy` alike.
public final class Preflight {

  private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)\\..*");

  /// The oldest that reads what the CDK's library writes, and the major versions that do.
  private static final int CLI_MAJOR = 2;

  private static final int CLI_MINIMUM_MINOR = 1134;

  private static final Pattern ZONE =
      Pattern.compile("hosted-zone:account=(?<account>\\d+):domainName=(?<domain>[^:]+):.*");

  /// What the command line puts in the place of what it could not look up.
  private static final String LOOKUP_FAILED = "$providerError";

  private final CdkCommand command;
  private final Map<String, String> environment;

  /// @param command for which the app was started
  /// @param environment variables of the app
  public Preflight(CdkCommand command, Map<String, String> environment) {
    this.command = command;
    this.environment = environment;
  }

  /// Looks at all that does not depend on the stack.
  ///
  /// @throws NotReadyException naming everything that is missing, and what to do
  public void check() {
    List<String> faults = new ArrayList<>();
    commandLineFault().ifPresent(faults::add);
    if (command.isForAnAccount()) {
      regionFault().ifPresent(faults::add);
    }
    if (command.isDeploying()) {
      credentialsFault().ifPresent(faults::add);
      Docker.of(environment).fault().ifPresent(faults::add);
    }
    throwIfAny(faults);
  }

  /// Looks whether the gateway's image can be built here.
  ///
  /// @param platform that it is for, such as `linux/arm64`
  /// @throws NotReadyException if it cannot, and what to do
  public void checkImage(String platform) {
    if (command.isDeploying()) {
      throwIfAny(Docker.of(environment).faultOf(platform).stream().toList());
    }
  }

  /// Looks at what the command line has looked up in the account.
  ///
  /// @param context the whole context
  /// @throws NotReadyException if it has not found a domain's zone
  public static void checkLookups(Map<String, Object> context) {
    throwIfAny(
        context.entrySet().stream()
            .flatMap(entry -> zoneFault(entry.getKey(), entry.getValue()).stream())
            .toList());
  }

  private static Optional<String> zoneFault(String key, Object value) {
    Matcher zone = ZONE.matcher(key);
    if (!zone.matches()
        || !(value instanceof Map<?, ?> result)
        || !(result.get(LOOKUP_FAILED) instanceof String reason)) {
      return Optional.empty();
    }
    String domain = zone.group("domain");
    return Optional.of(
        "no hosted zone was found for the domain %s in the account %s (%s): create it with `aws route53 create-hosted-zone --name %s --caller-reference first` and have the registrar name its servers, or name the zone with -c hostedZoneId=…; without -c domainName=… charge points connect over ws, for trying out"
            .formatted(domain, zone.group("account"), reason, domain));
  }

  private Optional<String> commandLineFault() {
    String version = environment.getOrDefault("CDK_CLI_VERSION", "");
    Matcher parts = VERSION.matcher(version);
    if (!parts.matches()
        || (Integer.parseInt(parts.group(1)) == CLI_MAJOR
            && Integer.parseInt(parts.group(2)) >= CLI_MINIMUM_MINOR)) {
      return Optional.empty();
    }
    return Optional.of(
        "the CDK's command line is %s, and must be 2.%d or a newer 2: run `npm ci` here, then `npx cdk` starts the right one"
            .formatted(version, CLI_MINIMUM_MINOR));
  }

  /// The stack's own region, else the one that the command line takes from the profile.
  private Optional<String> regionFault() {
    return firstOf("CDK_DEPLOY_REGION", "CDK_DEFAULT_REGION").flatMap(new IotRegions()::fault);
  }

  private Optional<String> credentialsFault() {
    return firstOf("CDK_DEPLOY_ACCOUNT", "CDK_DEFAULT_ACCOUNT").isPresent()
        ? Optional.empty()
        : Optional.of(
            "no credentials of an AWS account were found: log in with `aws sso login` or `aws configure`, name the profile with AWS_PROFILE or --profile, and see that `aws sts get-caller-identity` works");
  }

  private Optional<String> firstOf(String... variables) {
    return Stream.of(variables)
        .map(environment::get)
        .filter(Preflight::isSet)
        .map(String::valueOf)
        .findFirst();
  }

  private static boolean isSet(@Nullable String value) {
    return value != null && !value.isBlank();
  }

  private static void throwIfAny(List<String> faults) {
    if (!faults.isEmpty()) {
      throw new NotReadyException(faults);
    }
  }
}
