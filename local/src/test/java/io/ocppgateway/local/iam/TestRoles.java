package io.ocppgateway.local.iam;

import io.ocppgateway.local.aws.Principal;
import io.ocppgateway.local.template.Surroundings;
import io.ocppgateway.local.template.Template;
import tools.jackson.databind.json.JsonMapper;

/// Roles as templates have them.
public final class TestRoles {

  public static final Surroundings SURROUNDINGS =
      new Surroundings("S", "eu-west-1", "http://127.0.0.1:1");

  /// Allows everything.
  public static final String ALL =
      "{\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\"}";

  /// The role `Any` of a template: every service may assume it, and it may do everything.
  public static final String ANY = resource("Any", ALL);

  /// What refers to the role `Any`.
  public static final String ANY_ARN = "{\"Fn::GetAtt\": [\"Any\", \"Arn\"]}";

  private TestRoles() {}

  /// A role of a template that every service may assume.
  public static String resource(String logicalId, String statements) {
    return resource(
        logicalId,
        "{\"Effect\": \"Allow\", \"Principal\": \"*\", \"Action\": \"sts:AssumeRole\"}",
        statements);
  }

  public static String resource(String logicalId, String trust, String statements) {
    return """
    "%s": {"Type": "AWS::IAM::Role", "Properties": {
      "RoleName": "%s",
      "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [%s]},
      "Policies": [{"PolicyName": "Inline", "PolicyDocument": {
        "Version": "2012-10-17", "Statement": [%s]}}]}}
    """
        .formatted(logicalId, logicalId, trust, statements);
  }

  /// A role with these statements.
  public static Role role(String name, String statements) {
    return of(name, resource(name, statements));
  }

  /// A role with this trust policy's statement, which may do everything.
  public static Role trusting(String trust) {
    return of("Trusting", resource("Trusting", trust, ALL));
  }

  /// The role of a logical id among the resources of a template.
  public static Role of(String logicalId, String resources) {
    Template template =
        template(
            resources
                + ", \"User\": {\"Type\": \"T\", \"Properties\": {\"Role\": {\"Fn::GetAtt\": [\"%s\", \"Arn\"]}}}"
                    .formatted(logicalId));
    return new Roles(template)
        .get(template.resource("User").orElseThrow().properties().get("Role"));
  }

  public static Template template(String resources) {
    return Template.of(
        JsonMapper.shared().readTree("{\"Resources\": {%s}}".formatted(resources)), SURROUNDINGS);
  }

  /// Somebody in a role that may do everything.
  public static Principal.RoleSession anybody(String name) {
    return new Principal.RoleSession(role("Any", ALL), name);
  }

  /// Somebody in a role with these statements.
  public static Principal.RoleSession session(String name, String statements) {
    return new Principal.RoleSession(role(name + "Role", statements), name);
  }
}
