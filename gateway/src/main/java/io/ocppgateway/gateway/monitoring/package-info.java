/// What is counted, and how the gateway is: its metrics by name, the lag of its event loops, the
/// memory and files of its process, and the line that takes it all to CloudWatch.
///
/// Read [io.ocppgateway.gateway.monitoring.GatewayMetrics] first. It is told of sessions, links and
/// sockets by their own listeners and does nothing to them.
@NullMarked
package io.ocppgateway.gateway.monitoring;

import org.jspecify.annotations.NullMarked;
