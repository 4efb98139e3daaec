package io.ocppgateway.local.iot.broker;

import io.ocppgateway.local.aws.Principal;
import io.ocppgateway.local.iot.message.Publish;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a client says when it connects.
///
/// @param clientId at most 128 bytes
/// @param cleanStart whether an earlier session is forgotten
/// @param sessionExpiry how long the session outlives the connection
/// @param receiveMaximum the most unacknowledged messages that the client takes
/// @param will what is published if the connection ends without farewell, `null` if nothing
/// @param willDelay how long the will waits for the client to return
/// @param principal who connects
/// @param ipAddress from where
public record ConnectRequest(
    String clientId,
    boolean cleanStart,
    Duration sessionExpiry,
    int receiveMaximum,
    @Nullable Publish will,
    Duration willDelay,
    Principal principal,
    String ipAddress) {}
