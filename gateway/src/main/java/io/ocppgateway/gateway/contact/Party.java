package io.ocppgateway.gateway.contact;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// Somebody who is to be reached once.
///
/// @param name for the log
/// @param reach an attempt that comes to an end by itself: exceptionally if nobody answered, on any
///   thread
public record Party(String name, Supplier<? extends CompletionStage<?>> reach) {}
