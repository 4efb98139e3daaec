package io.ocppgateway.local.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import java.util.UUID;

/// What a template finds around it: the values of its pseudo parameters, and where queues live.
///
/// @param stackName the stack's name, first part of every generated name
/// @param region the region that all clients are configured with
/// @param awsEndpoint the URL under which all AWS services answer; the start of queue URLs
public record Surroundings(String stackName, String region, String awsEndpoint) {

  /// The account of everything that runs here.
  public static final String ACCOUNT = "000000000000";

  /// The ARN of a resource of this account and region.
  public String arn(String service, String resource) {
    return "arn:aws:%s:%s:%s:%s".formatted(service, region, ACCOUNT, resource);
  }

  /// The ARN of something of IAM, which has no regions.
  ///
  /// @param resource for example `role/Name`
  public static String iamArn(String resource) {
    return "arn:aws:iam::%s:%s".formatted(ACCOUNT, resource);
  }

  /// The unique id of a role: `AROA` and 17 letters and digits, which IAM makes up. Here they are
  /// the same on every run.
  ///
  /// @param name the role's
  public static String roleId(String name) {
    String digits = UUID.nameUUIDFromBytes(name.getBytes(UTF_8)).toString().replace("-", "");
    return "AROA" + digits.substring(0, 17).toUpperCase(Locale.ROOT);
  }

  /// The ARN of a secret. Secrets Manager would append random characters; here they are the same on
  /// every run.
  public String secretArn(String name) {
    return arn("secretsmanager", "secret:" + name + "-000000");
  }

  /// The name of a resource to which the template gives none.
  ///
  /// CloudFormation would append random characters; here names are the same on every run.
  public String generatedName(String logicalId) {
    return stackName + "-" + logicalId;
  }
}
