/// How much of the gateway a source address, and a charge point, may have for itself.
///
/// Read [io.ocppgateway.gateway.websocket.limit.AddressLimits] first. It knows addresses,
/// connections and time, and nothing of HTTP.
@NullMarked
package io.ocppgateway.gateway.websocket.limit;

import org.jspecify.annotations.NullMarked;
