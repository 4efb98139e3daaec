package io.ocppgateway.local.iam;

import io.ocppgateway.local.template.Resource;
import io.ocppgateway.local.template.Surroundings;
import io.ocppgateway.local.template.Template;
import io.ocppgateway.local.template.TemplateValue;
import java.util.ArrayList;
import java.util.List;

/// The roles of a template with all that is attached to them. Each is read when it is asked for, so
/// that a role which nobody here assumes need not be understood. Immutable; safe for every thread.
public final class Roles {

  private final Template template;

  /// The roles of this template.
  public Roles(Template template) {
    this.template = template;
  }

  /// The role that a property names.
  ///
  /// @param arn a property with a role's ARN
  /// @throws io.ocppgateway.local.template.TemplateException if it is none of the template's, or
  ///   one of its policies cannot be honoured here
  public Role get(TemplateValue arn) {
    Resource role =
        template.resources("AWS::IAM::Role").stream()
            .filter(resource ->
                arn.text().equals(Surroundings.iamArn("role/" + resource.physicalName())))
            .findFirst()
            .orElseThrow(() ->
                arn.fault(
                    "no role with the ARN %s in this template; only those can be assumed here"
                        .formatted(arn.text())));
    TemplateValue properties = role.properties();
    if (properties.find("PermissionsBoundary").isPresent()) {
      throw properties.fault("a permissions boundary cannot be honoured here");
    }
    return new Role(
        role.physicalName(),
        permissions(role),
        PolicyReader.trust(properties.get("AssumeRolePolicyDocument")));
  }

  private List<Statement> permissions(Resource role) {
    List<Statement> statements = new ArrayList<>();
    each(role.properties(), "Policies").forEach(inline -> statements.addAll(document(inline)));
    each(role.properties(), "ManagedPolicyArns")
        .forEach(attached -> statements.addAll(managed(attached)));
    template.resources("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy").stream()
        .filter(policy -> isAttached(policy, role))
        .forEach(policy -> statements.addAll(document(policy.properties())));
    template.resources("AWS::IAM::RolePolicy").stream()
        .filter(policy -> policy.properties().get("RoleName").text().equals(role.physicalName()))
        .forEach(policy -> statements.addAll(document(policy.properties())));
    return statements;
  }

  private static boolean isAttached(Resource policy, Resource role) {
    return each(policy.properties(), "Roles").stream()
        .anyMatch(name -> name.text().equals(role.physicalName()));
  }

  private static List<Statement> document(TemplateValue policy) {
    return PolicyReader.permissions(policy.get("PolicyDocument"));
  }

  private List<Statement> managed(TemplateValue policyArn) {
    String arn = policyArn.text();
    if (ManagedPolicies.isManagedByAws(arn)) {
      return List.of(
          ManagedPolicies.find(arn)
              .orElseThrow(() ->
                  policyArn.fault(
                      "what %s allows is not known here; known are %s, or list its actions in a policy of the template"
                          .formatted(arn, ManagedPolicies.names()))));
    }
    return template.resources("AWS::IAM::ManagedPolicy").stream()
        .filter(policy -> arn.equals(Surroundings.iamArn("policy/" + policy.physicalName())))
        .findFirst()
        .map(policy -> document(policy.properties()))
        .orElseThrow(() -> policyArn.fault("no managed policy %s in this template".formatted(arn)));
  }

  private static List<TemplateValue> each(TemplateValue properties, String name) {
    return properties.find(name).map(TemplateValue::items).orElse(List.of());
  }
}
