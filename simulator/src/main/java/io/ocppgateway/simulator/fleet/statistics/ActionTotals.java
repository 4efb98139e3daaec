package io.ocppgateway.simulator.fleet.statistics;

/// What became of the CALLs of one action.
public record ActionTotals(CallTotals calls, LatencySummary latency) {}
