package io.ocppgateway.simulator.fleet.statistics;

/// Where the charge points of a fleet stand: each in one place, [#charging] apart.
///
/// @param planned not started yet
/// @param connecting in their first attempt, or a repeated one
/// @param connected with an open connection
/// @param charging of the connected ones, those in a charging session
/// @param waiting to reconnect
/// @param ended for good
public record Standing(
    int planned, int connecting, int connected, int charging, int waiting, int ended) {}
