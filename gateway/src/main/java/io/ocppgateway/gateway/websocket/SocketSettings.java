package io.ocppgateway.gateway.websocket;

import io.ocppgateway.gateway.credential.SecuritySettings;
import io.ocppgateway.gateway.proxy.TrustedProxies;
import io.ocppgateway.gateway.websocket.limit.AddressSettings;
import io.ocppgateway.gateway.websocket.message.MessageSettings;
import io.ocppgateway.gateway.websocket.request.RequestSettings;
import java.time.Duration;

/// How charge points are spoken with.
///
/// @param request how they may ask to connect
/// @param pingInterval the silence after which a charge point is pinged; after three of them it is
///   given up
/// @param messages which they may send
/// @param compression whether permessage-deflate is agreed to
/// @param perAddress what a source address may have
/// @param trustedProxies whose connections begin with a PROXY header
/// @param security how they have to prove who they are
public record SocketSettings(
    RequestSettings request,
    Duration pingInterval,
    MessageSettings messages,
    boolean compression,
    AddressSettings perAddress,
    TrustedProxies trustedProxies,
    SecuritySettings security) {}
