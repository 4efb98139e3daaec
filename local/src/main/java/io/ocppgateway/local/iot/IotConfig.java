package io.ocppgateway.local.iot;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// How the local IoT Core is set up.
///
/// @param host the address to listen on
/// @param mqttPort port of MQTT over TCP, 0 for any free one
/// @param webSocketPort port of MQTT over WebSocket, 0 for any free one
/// @param region the region in ARNs
/// @param accountId the account in ARNs
/// @param dataEndpoint what DescribeEndpoint answers: `host:port` of the AWS endpoint
/// @param dataDirectory where registry, certificates and shadows are kept across restarts, `null`
///   to keep them in memory
public record IotConfig(
    String host,
    int mqttPort,
    int webSocketPort,
    String region,
    String accountId,
    String dataEndpoint,
    @Nullable Path dataDirectory) {}
