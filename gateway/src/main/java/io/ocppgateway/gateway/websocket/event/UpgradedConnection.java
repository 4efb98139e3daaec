package io.ocppgateway.gateway.websocket.event;

import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.ocpp.OcppVersion;
import java.net.InetSocketAddress;

/// A connection that has become a WebSocket.
///
/// @param connectionId by which the log knows it from now on
/// @param source where it comes from, behind the load balancer
/// @param version that was agreed on or assumed
/// @param isCompressed whether permessage-deflate was agreed on
public record UpgradedConnection(
    ChargePointId chargePointId,
    String connectionId,
    InetSocketAddress source,
    OcppVersion version,
    boolean isCompressed) {}
