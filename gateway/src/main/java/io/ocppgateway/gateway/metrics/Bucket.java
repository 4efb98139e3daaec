package io.ocppgateway.gateway.metrics;

/// A bucket of a histogram.
///
/// @param upperBound in seconds, may be infinite
/// @param count of what is above the bucket before and not above this one
public record Bucket(double upperBound, long count) {}
