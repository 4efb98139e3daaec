package io.ocppgateway.local.usage;

/// What a function did.
///
/// @param logicalId its name in the template
/// @param name its name in Lambda
/// @param invocations events that it was given, each attempt counted
/// @param errors invocations that threw or took too long
/// @param throttles events that were refused because too many waited for it
/// @param durationMillis how long its invocations took in all
public record FunctionUsage(
    String logicalId,
    String name,
    long invocations,
    long errors,
    long throttles,
    long durationMillis) {}
