package io.ocppgateway.infra;

import io.ocppgateway.ocpp.topic.Topics;

/// Whose messages a stack's rules take. An account has one set of topics in a region, which all
/// stacks there share.
///
/// The gateway of the stack with the default name says nothing of itself, and that stack takes what
/// says nothing: what people publish by hand too. The gateway of any other names its stack in a
/// user property of each message.
///
/// @param stackName what the gateway calls itself; empty for that of the default stack
/// @param gatewayRoleId unique id of the role as which the gateway connects
record MessageOrigin(String stackName, String gatewayRoleId) {

  /// What holds of messages from this stack's charge points, in the rules' SQL. A property that a
  /// message does not have is Undefined, and nothing is equal to that.
  String ofMessages() {
    String property = "get_user_properties('" + Topics.STACK_PROPERTY + "')";
    return stackName.isEmpty()
        ? "isUndefined(" + property + ")"
        : "get(" + property + ", 0) = '" + stackName + "'";
  }

  /// The same of AWS IoT's events, which name who connected as `role id:session`.
  String ofEvents() {
    return "startswith(principalIdentifier, '" + gatewayRoleId + ":')";
  }
}
