package io.ocppgateway.bench.storm;

import java.time.Duration;

/// What has happened up to the end of one second of a storm; counts are totals so far.
///
/// @param back charge points that are connected again
/// @param handshakes that charge points began
/// @param unanswered handshakes that a gateway had no time for
/// @param turnedAway handshakes answered 503, without a CONNECT
/// @param connects sent to the broker
/// @param refused CONNECTs that the broker refused for its quota
/// @param waiting handshakes that wait in all gateways now
/// @param work given to the gateways' cores
record Second(
    int back,
    long handshakes,
    long unanswered,
    long turnedAway,
    long connects,
    long refused,
    int waiting,
    Duration work) {}
