package io.ocppgateway.ocpp.v16;

/// A charge point is alive and asks for the time.
///
/// @see "OCPP 1.6 §4.6, §6.29"
public record HeartbeatRequest() {}
