/// Messages of charge points, put together from frames, and what those take that are not whole yet.
///
/// Read [io.ocppgateway.gateway.websocket.message.MessageAssembler] first. It knows frames, and
/// nothing of OCPP.
@NullMarked
package io.ocppgateway.gateway.websocket.message;

import org.jspecify.annotations.NullMarked;
