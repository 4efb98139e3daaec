package io.ocppgateway.local.iam;

import io.ocppgateway.local.template.Surroundings;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A role of the template: what who assumes it may do, and who may assume it. Immutable; safe for
/// every thread.
public final class Role {

  private static final String ASSUME = "sts:AssumeRole";

  private final String name;
  private final List<Statement> permissions;
  private final List<Statement> trust;

  /// What is known of every call by the role.
  private final Map<String, List<String>> context;

  /// A role.
  ///
  /// @param permissions all statements of all its policies
  /// @param trust the statements of its trust policy
  Role(String name, List<Statement> permissions, List<Statement> trust) {
    this.name = name;
    this.permissions = List.copyOf(permissions);
    this.trust = List.copyOf(trust);
    context =
        Call.of(ASSUME)
            .with(ConditionKeys.PRINCIPAL_ARN, arn())
            .with(ConditionKeys.PRINCIPAL_ACCOUNT, Surroundings.ACCOUNT)
            .with(ConditionKeys.SECURE_TRANSPORT, "true")
            .context();
  }

  /// Its name in IAM.
  public String name() {
    return name;
  }

  /// Its ARN.
  public String arn() {
    return Surroundings.iamArn("role/" + name);
  }

  /// What its policies and those of the call's resource say of a call.
  public Decision decide(Call call, ResourcePolicies resources) {
    List<Statement> theirs = resources.about(call.resource());
    return Decision.of(
        theirs.isEmpty()
            ? permissions
            : Stream.concat(permissions.stream(), theirs.stream()).toList(),
        arn(),
        call.with(context));
  }

  /// Whether a statement stands in one of its own policies.
  public boolean has(Statement statement) {
    return permissions.contains(statement);
  }

  /// Whether a service may assume it.
  ///
  /// @param service for example `ecs-tasks.amazonaws.com`
  public boolean isAssumableBy(String service) {
    return trusts(service, new Call(ASSUME, arn()));
  }

  /// Whether a service may assume it on behalf of a resource.
  ///
  /// @param service for example `iot.amazonaws.com`
  /// @param sourceArn the resource's
  public boolean isAssumableBy(String service, String sourceArn) {
    return trusts(service, new Call(ASSUME, arn()).onBehalfOf(sourceArn));
  }

  private boolean trusts(String service, Call call) {
    return Decision.of(trust, service, call) instanceof Decision.Allowed;
  }

  @Override
  public String toString() {
    return "Role[" + name + "]";
  }
}
