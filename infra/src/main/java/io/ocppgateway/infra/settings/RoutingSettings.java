package io.ocppgateway.infra.settings;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The routing of messages, and the functions that answer them.
///
/// @param heartbeatInterval what an accepted BootNotification asks for
/// @param validation what becomes of messages that break their schema
/// @param heartbeatRecords whether a rule records each charge point's last Heartbeat
/// @param functionLogLevel what the functions log
/// @param functionConcurrency how many invocations of a function may run at once, which are then
///   reserved for it; null: as many as the account has left
public record RoutingSettings(
    Duration heartbeatInterval,
    Validation validation,
    boolean heartbeatRecords,
    FunctionLogLevel functionLogLevel,
    @Nullable Integer functionConcurrency) {}
