/// The parser that ANTLR generates from `RuleSql.g4`. Nothing here is written by hand.
@NullUnmarked
package io.ocppgateway.local.rules.grammar;

import org.jspecify.annotations.NullUnmarked;
