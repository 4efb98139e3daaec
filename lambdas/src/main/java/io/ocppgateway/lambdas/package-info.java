/// What answers charge points: one function for all frames, and the table that finds the handler of
/// each action. Beside it two small functions: who is online, and which commands were not brought
/// to an answer. The classes that Lambda calls end in `Handler`.
///
/// Read [io.ocppgateway.lambdas.RoutingTable] first, then
/// [io.ocppgateway.lambdas.routing.FrameRouter], the one way around all handlers. The packages
/// below are OCPP's functional blocks (`provisioning`, `availability`) and what surrounds them;
/// only this package knows AWS Lambda, only `aws` knows the AWS SDK, nothing below knows this
/// package.
@NullMarked
package io.ocppgateway.lambdas;

import org.jspecify.annotations.NullMarked;
