package io.ocppgateway.local.sqs;

import java.time.Instant;

/// A message of a queue.
///
/// @param receipt by which it is deleted; empty as long as nobody received it
/// @param firstReceivedAt [Instant#EPOCH] as long as nobody received it
record Message(
    String id,
    String receipt,
    String body,
    Instant sentAt,
    Instant firstReceivedAt,
    int receiveCount) {}
