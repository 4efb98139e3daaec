package io.ocppgateway.local.usage;

/// Messages one way.
///
/// @param messages how many
/// @param bytes of their payloads
/// @param metered in units of 5 KB of payload, each message at least one
public record Traffic(long messages, long bytes, long metered) {}
