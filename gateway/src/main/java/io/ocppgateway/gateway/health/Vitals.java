package io.ocppgateway.gateway.health;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// What the health server is asked for.
///
/// @param alive whether the process does its work at all
/// @param metrics the page for Prometheus
/// @param metricsType of that page
public record Vitals(BooleanSupplier alive, Supplier<String> metrics, String metricsType) {}
