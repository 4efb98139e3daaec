/// The rules engine: which messages a topic rule takes, what its SQL makes of them, and the actions
/// that follow.
///
/// Read [io.ocppgateway.local.rules.RuleEngine] first, then
/// [io.ocppgateway.local.rules.RuleStatement]. Values of the SQL are JSON nodes: Undefined is the
/// missing node, raw bytes are a binary node. What the SQL or an action asks for and is not built
/// here is refused when the rule is loaded. Knows nothing of how functions, tables and queues run;
/// it reaches them by [io.ocppgateway.local.rules.ActionTargets].
///
/// @see "AWS IoT Core developer guide, Rules for AWS IoT; AWS IoT SQL reference (2016-03-23)"
@NullMarked
package io.ocppgateway.local.rules;

import org.jspecify.annotations.NullMarked;
