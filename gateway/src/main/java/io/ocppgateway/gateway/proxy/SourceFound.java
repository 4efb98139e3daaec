package io.ocppgateway.gateway.proxy;

import java.net.InetSocketAddress;

/// The event that tells the handlers behind for whom a proxy speaks.
///
/// @param source of the connection; the proxy itself where it speaks for nobody, as in its health
///   checks
public record SourceFound(InetSocketAddress source) {}
