package io.ocppgateway.gateway.metrics;

/// What tells the numbers of a metric apart.
///
/// @param value any text
public record Label(String name, String value) {}
