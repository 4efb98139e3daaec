package io.ocppgateway.local.rules;

/// What a rule has done since the start.
///
/// @param name the rule's name in IoT Core
/// @param matched messages for which its topic filter and its WHERE held
/// @param actions actions that succeeded
/// @param failures messages of which at least one action failed
public record RuleCounts(String name, long matched, long actions, long failures) {}
