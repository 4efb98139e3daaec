/// Numbers about the gateway, counted at next to no cost, and the two ways to tell them:
/// Prometheus' text and CloudWatch's embedded metric format.
///
/// Read [io.ocppgateway.gateway.metrics.Metrics] first. It knows nothing of what is counted.
@NullMarked
package io.ocppgateway.gateway.metrics;

import org.jspecify.annotations.NullMarked;
