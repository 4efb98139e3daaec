/// What the charge points' side tells of its doings: security events, and what is worth counting.
///
/// Read [io.ocppgateway.gateway.websocket.event.SocketEvents] first.
@NullMarked
package io.ocppgateway.gateway.websocket.event;

import org.jspecify.annotations.NullMarked;
