package io.ocppgateway.gateway.websocket.event;

import io.ocppgateway.ocpp.ChargePointId;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// An attempt to connect that was refused.
///
/// @param cause why
/// @param source where it came from, behind the load balancer; the load balancer itself as long as
///   it has not said
/// @param chargePointId who it claimed to be; null if that was not understood
/// @param detail the cause in words, for people
public record RefusedAttempt(
    RefusalCause cause,
    InetSocketAddress source,
    @Nullable ChargePointId chargePointId,
    String detail) {}
