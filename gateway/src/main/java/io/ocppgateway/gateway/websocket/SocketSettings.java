package io.ocppgateway.gateway.websocket;

import io.ocppgateway.gateway.credential.SecuritySettings;
import io.ocppgateway.gateway.proxy.TrustedProxies;
import io.ocppgateway.gateway.websocket.limit.AddressSettings;
import io.ocppgateway.gateway.websocket.request.RequestSettings;
import java.time.Duration;

/// How charge points are spoken with.
///
/// @param request how they may ask to connect
/// @param pingInterval the silence after which a charge point is pinged; after three of them it is
///   given up
/// @param maxMessageBytes the longest message that is read at all, decompressed and put together;
///   beyond it the connection is closed
/// @param messagesPerSecond of a charge point, beyond which it is read more slowly; 0 for any
///   number
/// @param compression whether permessage-deflate is agreed to
/// @param perAddress what a source address may have
/// @param trustedProxies whose connections begin with a PROXY header
/// @param security how they have to prove who they are
public record SocketSettings(
    RequestSettings request,
    Duration pingInterval,
    int maxMessageBytes,
    int messagesPerSecond,
    boolean compression,
    AddressSettings perAddress,
    TrustedProxies trustedProxies,
    SecuritySettings security) {}
