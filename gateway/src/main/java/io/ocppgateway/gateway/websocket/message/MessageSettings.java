package io.ocppgateway.gateway.websocket.message;

import java.time.Duration;

/// What messages charge points may send.
///
/// @param maxBytes of the longest one that is read at all, decompressed and put together; beyond it
///   the connection is closed
/// @param timeout from the first byte of one that does not come at once to its last
/// @param maxUnfinishedBytes of messages that are not whole yet, of all charge points together
/// @param perSecond of a charge point, beyond which it is read more slowly; 0 for any number
public record MessageSettings(
    int maxBytes, Duration timeout, long maxUnfinishedBytes, int perSecond) {}
