package io.ocppgateway.gateway.websocket.limit;

/// How much a source address may have. Many charge points may share one, behind a mobile operator's
/// or a depot's router.
///
/// @param maxConnections at a time, 0 for any number
/// @param maxRefusalsPerMinute attempts to connect that may be refused in a minute before all are,
///   0 for any number
public record AddressSettings(int maxConnections, int maxRefusalsPerMinute) {}
