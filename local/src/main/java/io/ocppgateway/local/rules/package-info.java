/// The rules engine: which messages a topic rule takes, and the actions that follow.
///
/// Read [io.ocppgateway.local.rules.RuleEngine] first. The SQL is in the package `sql` below. An
/// action that is not built here is refused when the rule is loaded. Knows nothing of how
/// functions, tables and queues run; it reaches them by [io.ocppgateway.local.rules.ActionTargets].
///
/// @see "AWS IoT Core developer guide, Rules for AWS IoT"
@NullMarked
package io.ocppgateway.local.rules;

import org.jspecify.annotations.NullMarked;
