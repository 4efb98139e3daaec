package io.ocppgateway.gateway.tls;

/// Where a server certificate and its key come from.
///
/// @param certificate with its chain, the server's first
/// @param key PKCS #8, not encrypted
public record KeySource(KeyKind kind, PemSource certificate, PemSource key) {}
