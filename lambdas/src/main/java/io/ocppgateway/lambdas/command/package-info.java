/// What becomes of the commands that operators send to charge points.
///
/// [io.ocppgateway.lambdas.command.CommandResults] takes the answers of charge points,
/// [io.ocppgateway.lambdas.command.UndeliveredCommand] is what there is where none came.
@NullMarked
package io.ocppgateway.lambdas.command;

import org.jspecify.annotations.NullMarked;
