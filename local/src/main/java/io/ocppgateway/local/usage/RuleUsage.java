package io.ocppgateway.local.usage;

/// What a rule did. AWS meters a rule that is triggered, and at least one action with it.
///
/// @param name the rule's name in IoT Core
/// @param triggered messages whose topic its filter took, whether or not its WHERE held
/// @param matched of these, messages for which its WHERE held
/// @param actions actions that succeeded
/// @param failures messages of which at least one action failed
public record RuleUsage(String name, long triggered, long matched, long actions, long failures) {}
