package io.ocppgateway.local.aws;

import io.ocppgateway.local.iam.Role;
import io.ocppgateway.local.template.Surroundings;

/// Who calls: the person at the keyboard, a role of the template, or AWS itself.
public sealed interface Principal {

  /// The person at the keyboard: everyone whose access key is none that was issued here.
  Principal OPERATOR = new Administrator("local");

  /// An MQTT client that came over plain TCP, which asks nobody who they are. In AWS there is no
  /// such door: it is the operator's, and nothing that the template runs is led to it.
  Principal ANONYMOUS = new Administrator("anonymous");

  /// The name that people see, for example `gateway` or `FrameHandler`.
  String name();

  /// The ARN by which AWS speaks of it.
  String arn();

  /// What AWS IoT's events call it.
  String identifier();

  /// Somebody who may do everything.
  record Administrator(String name) implements Principal {
    @Override
    public String arn() {
      return Surroundings.iamArn("user/" + name);
    }

    @Override
    public String identifier() {
      return name;
    }
  }

  /// A part of AWS, acting as itself.
  ///
  /// @param name for example `iot.amazonaws.com`
  record Service(String name) implements Principal {

    /// IoT Core with its shadows, events and rules.
    public static final Service IOT = new Service("iot.amazonaws.com");

    /// Functions.
    public static final Service LAMBDA = new Service("lambda.amazonaws.com");

    /// The gateway's tasks.
    public static final Service ECS_TASKS = new Service("ecs-tasks.amazonaws.com");

    @Override
    public String arn() {
      return name;
    }

    @Override
    public String identifier() {
      return name;
    }
  }

  /// Whoever has assumed a role of the template: may do what its policies allow.
  ///
  /// @param name of the session
  record RoleSession(Role role, String name) implements Principal {

    /// Checks the name.
    ///
    /// @throws IllegalArgumentException if it is empty
    public RoleSession {
      if (name.isEmpty()) {
        throw new IllegalArgumentException("a role's session needs a name; it was empty");
      }
    }

    @Override
    public String arn() {
      return "arn:aws:sts::%s:assumed-role/%s/%s"
          .formatted(Surroundings.ACCOUNT, role.name(), name);
    }

    /// The role's unique id, and the session's name.
    @Override
    public String identifier() {
      return Surroundings.roleId(role.name()) + ":" + name;
    }
  }
}
