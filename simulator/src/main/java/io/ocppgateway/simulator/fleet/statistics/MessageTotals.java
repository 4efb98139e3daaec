package io.ocppgateway.simulator.fleet.statistics;

/// How many OCPP messages went over the connections, of every type.
///
/// @param sent by charge points
/// @param received by charge points
public record MessageTotals(long sent, long received) {}
