/// TLS that ends here: the server's certificates, and what a charge point shows of its own.
///
/// Read [io.ocppgateway.gateway.tls.ServerTls] first. It knows bytes, keys and certificates; who a
/// charge point is, and whether it may connect, is decided elsewhere.
@NullMarked
package io.ocppgateway.gateway.tls;

import org.jspecify.annotations.NullMarked;
