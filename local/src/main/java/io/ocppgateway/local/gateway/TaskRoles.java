package io.ocppgateway.local.gateway;

import io.ocppgateway.local.aws.AccessControl;
import io.ocppgateway.local.aws.Principal;
import io.ocppgateway.local.aws.Principals;
import io.ocppgateway.local.iam.Call;
import io.ocppgateway.local.iam.Role;
import io.ocppgateway.local.iam.Roles;
import io.ocppgateway.local.template.Resource;
import io.ocppgateway.local.template.Surroundings;
import io.ocppgateway.local.template.TemplateException;
import io.ocppgateway.local.template.TemplateValue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// In which roles a task definition's parts act.
///
/// @param logicalId the task definition's name in the template
/// @param task what the container does with AWS, `null` where the template names no role: then it
///   has no keys
/// @param execution what ECS does to start it, `null` where the template names no role: then it can
///   have no secrets
public record TaskRoles(String logicalId, @Nullable Role task, @Nullable Role execution) {

  private static final String ECS = Principal.Service.ECS_TASKS.name();

  static TaskRoles of(Resource task, Roles roles, Surroundings surroundings) {
    String running = surroundings.arn("ecs", "task/local/gateway");
    return new TaskRoles(
        task.logicalId(),
        read(task, "TaskRoleArn", roles, running),
        read(task, "ExecutionRoleArn", roles, running));
  }

  private static @Nullable Role read(Resource task, String property, Roles roles, String running) {
    TemplateValue arn = task.properties().find(property).orElse(null);
    if (arn == null) {
      return null;
    }
    Role role = roles.get(arn);
    if (!role.isAssumableBy(ECS, running)) {
      throw arn.fault(
          "ECS cannot assume %s: its trust policy does not allow %s on behalf of %s"
              .formatted(role, ECS, running));
    }
    return role;
  }

  /// The environment from which the gateway's AWS clients read their keys.
  public Map<String, String> keys(Principals principals) {
    return task == null
        ? Map.of()
        : principals.issue(new Principal.RoleSession(task, "gateway")).environment();
  }

  /// Does nothing if ECS may do what it does to start the task.
  ///
  /// @param needs by what they are for
  /// @throws TemplateException if it may not
  public void requireStart(AccessControl access, Map<String, List<Call>> needs) {
    needs.forEach((what, calls) -> requireStart(access, logicalId + "." + what, calls));
  }

  private void requireStart(AccessControl access, String position, List<Call> calls) {
    if (execution == null) {
      throw new TemplateException(
          position, "ECS starts tasks in the ExecutionRoleArn, and the task definition has none");
    }
    access
        .refusal(new Principal.RoleSession(execution, "ecs"), calls)
        .ifPresent(reason -> {
          throw new TemplateException(position, "the task could not start in AWS: " + reason);
        });
  }
}
