package io.ocppgateway.simulator.fleet.statistics;

import java.time.Duration;

/// One second of a fleet's life.
///
/// @param at end of the second, from the start of the fleet
/// @param connected charge points with an open connection at the end of the second
/// @param sent messages by charge points in this second
/// @param received messages by charge points in this second
/// @param p50 latency of the CALLs that ended in this second; zero if there were none
/// @param p99 likewise
/// @param errors CALLs that failed, were cut off or lost in this second, and failed attempts to
///   connect
public record Sample(
    Duration at,
    int connected,
    long sent,
    long received,
    Duration p50,
    Duration p99,
    long errors) {}
