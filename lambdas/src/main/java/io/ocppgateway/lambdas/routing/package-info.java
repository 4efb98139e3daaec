/// The one way around every handler: from a rule's event to a published answer.
///
/// Read [io.ocppgateway.lambdas.routing.FrameRouter] first, then
/// [io.ocppgateway.lambdas.routing.CallAnswering]. A handler is a
/// [io.ocppgateway.lambdas.routing.Handler] in a [io.ocppgateway.lambdas.routing.Route]. What
/// leaves this process goes through [io.ocppgateway.lambdas.routing.Answers] and
/// [io.ocppgateway.lambdas.routing.ProcessedMessages]; nothing here knows the AWS SDK, or any
/// particular action.
@NullMarked
package io.ocppgateway.lambdas.routing;

import org.jspecify.annotations.NullMarked;
