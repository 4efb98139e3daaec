package io.ocppgateway.local.lambda;

/// What a function has done since the start.
///
/// @param logicalId its name in the template
/// @param name its name in Lambda
/// @param invocations events that it was given, each attempt counted
/// @param errors invocations that threw or took too long
public record FunctionCounts(String logicalId, String name, long invocations, long errors) {}
