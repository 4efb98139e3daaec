/// What becomes of the commands that operators send to charge points.
///
/// [io.ocppgateway.lambdas.command.CommandResults] is all there is so far: charge points' answers.
@NullMarked
package io.ocppgateway.lambdas.command;

import org.jspecify.annotations.NullMarked;
