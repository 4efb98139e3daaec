package io.ocppgateway.bench.speed;

import io.ocppgateway.bench.candidate.Kind;
import java.time.Duration;
import java.util.List;

/// How much is measured.
///
/// @param kinds of candidates
/// @param rounds how often each candidate has its turn
/// @param sample how long a turn is watched
/// @param warmUp how long a candidate is under load before its first turn
/// @param connections of a candidate under load
/// @param callsPerSecond of the paced load
/// @param idleConnections of a candidate whose memory is looked at
/// @param setUps connections that are made in a turn
record Extent(
    List<Kind> kinds,
    int rounds,
    Duration sample,
    Duration warmUp,
    int connections,
    int callsPerSecond,
    int idleConnections,
    int setUps) {}
