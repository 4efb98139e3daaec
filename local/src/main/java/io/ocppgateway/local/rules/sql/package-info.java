/// The SQL of topic rules, version 2016-03-23: statements and substitution templates, compiled once
/// and applied to each message.
///
/// Read [io.ocppgateway.local.rules.sql.RuleStatement] first. Values are JSON nodes: Undefined is
/// the missing node, raw bytes are a binary node. What the language has and this package has not is
/// refused at compilation, with its place in the text. Knows nothing of actions.
///
/// @see "AWS IoT Core developer guide, AWS IoT SQL reference"
@NullMarked
package io.ocppgateway.local.rules.sql;

import org.jspecify.annotations.NullMarked;
