/// Whether a link connects anew when a connection has ended, when, and with whose leave. No I/O,
/// and no clock of its own.
///
/// Read [io.ocppgateway.gateway.mqtt.reconnect.LinkEnd] first, then `ReconnectPolicy`.
@NullMarked
package io.ocppgateway.gateway.mqtt.reconnect;

import org.jspecify.annotations.NullMarked;
