package io.ocppgateway.gateway.websocket;

import io.netty.util.concurrent.Ticker;
import io.ocppgateway.gateway.registry.Registry;
import io.ocppgateway.gateway.websocket.deflate.MessageDeflate;
import io.ocppgateway.gateway.websocket.event.SocketEvents;
import io.ocppgateway.gateway.websocket.limit.AddressLimits;

/// What all connections of a listener share.
///
/// @param registry knows who may connect
/// @param sessions takes over whoever did
/// @param events is told of it
/// @param limits of source addresses
/// @param deflate compresses
/// @param ticker measures time
record Reception(
    SocketSettings settings,
    Registry registry,
    SessionOpener sessions,
    SocketEvents events,
    AddressLimits limits,
    MessageDeflate deflate,
    Ticker ticker) {}
