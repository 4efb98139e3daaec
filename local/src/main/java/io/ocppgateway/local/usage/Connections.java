package io.ocppgateway.local.usage;

/// MQTT connections.
///
/// @param connects CONNECTs that were accepted
/// @param open connections at this moment
/// @param minutes that connections lasted in all, started ones counted
/// @param subscribes subscriptions that were granted
/// @param acknowledgements PUBACKs from clients, each metered as a message
public record Connections(
    long connects, long open, long minutes, long subscribes, long acknowledgements) {}
