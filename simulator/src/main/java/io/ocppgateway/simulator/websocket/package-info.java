/// The connection of a charge point on Netty's WebSocket client. The only package that sees Netty's
/// channels.
///
/// Read [io.ocppgateway.simulator.websocket.Dialer] first. Bytes go in and out here; what they mean
/// is for `chargepoint`.
@NullMarked
package io.ocppgateway.simulator.websocket;

import org.jspecify.annotations.NullMarked;
