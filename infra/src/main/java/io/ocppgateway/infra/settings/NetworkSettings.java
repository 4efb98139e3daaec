package io.ocppgateway.infra.settings;

/// The network.
///
/// @param egress how tasks reach AWS
/// @param flowLogs whether rejected traffic is recorded
public record NetworkSettings(Egress egress, boolean flowLogs) {}
