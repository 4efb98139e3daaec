package io.ocppgateway.bench.candidate;

import java.nio.file.Path;

/// What candidates connect to, on this machine.
///
/// @param mqtt port of the broker
/// @param mqtts port of the broker with TLS
/// @param authority PEM file of the authority of the broker's certificate
/// @param webSockets port of the WebSocket server
/// @param lookUps port of DynamoDB
public record Backends(int mqtt, int mqtts, Path authority, int webSockets, int lookUps) {}
