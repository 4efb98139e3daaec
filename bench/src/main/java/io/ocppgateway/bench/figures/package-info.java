/// The arithmetic of measurements: samples, medians, percentiles, goals, tables. Pure.
///
/// Read [io.ocppgateway.bench.figures.Sample] first.
@NullMarked
package io.ocppgateway.bench.figures;

import org.jspecify.annotations.NullMarked;
