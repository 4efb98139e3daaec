package io.ocppgateway.lambdas.routing;

import java.util.function.Function;

/// How a handler that serves several versions is spoken to in one of them.
///
/// @param request reads a request of the version
/// @param response writes a response of the version
public record Translation<Q extends Record, D, A, R extends Record>(
    Function<Q, D> request, Function<A, R> response) {}
