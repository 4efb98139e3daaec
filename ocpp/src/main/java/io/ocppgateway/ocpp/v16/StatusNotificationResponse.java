package io.ocppgateway.ocpp.v16;

/// The status is known.
///
/// @see "OCPP 1.6 §4.9, §6.48"
public record StatusNotificationResponse() {}
