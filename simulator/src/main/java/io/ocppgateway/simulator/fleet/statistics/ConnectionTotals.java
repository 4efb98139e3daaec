package io.ocppgateway.simulator.fleet.statistics;

/// How the connections of a fleet went.
///
/// @param opened handshakes that were completed, repeated ones included
/// @param most the most that were open at once
/// @param reconnects attempts that followed a lost connection or a failed attempt
public record ConnectionTotals(long opened, int most, long reconnects) {}
