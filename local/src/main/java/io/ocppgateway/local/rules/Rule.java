package io.ocppgateway.local.rules;

import io.ocppgateway.local.rules.sql.RuleStatement;
import java.util.List;

/// A topic rule, ready to take messages.
///
/// @param logicalId its name in the template
/// @param name its name in IoT Core
/// @param errorActions what follows where an action failed: one or none
record Rule(
    String logicalId,
    String name,
    RuleStatement statement,
    List<RuleAction> actions,
    List<RuleAction> errorActions) {}
