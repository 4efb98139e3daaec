package io.ocppgateway.local.iot.broker;

/// One connection of a client, as presence events tell of it.
///
/// @param link over which it runs
/// @param request what the client said
/// @param sessionIdentifier names the connection, never twice the same
/// @param versionNumber rises with each connection of the client id
record Connection(
    Link link, ConnectRequest request, String sessionIdentifier, long versionNumber) {}
