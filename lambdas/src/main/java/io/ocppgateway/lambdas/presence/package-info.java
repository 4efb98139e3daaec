/// Who is online, since when, and why not: from the events that AWS IoT Core tells of connections.
///
/// Read [io.ocppgateway.lambdas.presence.ConnectionEvent] first: it decides which of two events
/// tells how things are. Knows neither Lambda nor the AWS SDK.
@NullMarked
package io.ocppgateway.lambdas.presence;

import org.jspecify.annotations.NullMarked;
