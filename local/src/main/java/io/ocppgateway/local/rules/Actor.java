package io.ocppgateway.local.rules;

import io.ocppgateway.local.iam.Role;

/// A rule that acts in a role.
///
/// @param ruleArn on whose behalf AWS IoT assumes the role
/// @param role what it may do
public record Actor(String ruleArn, Role role) {}
