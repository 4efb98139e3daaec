/// The PROXY protocol: who a load balancer speaks for.
///
/// Read [io.ocppgateway.gateway.proxy.TrustedProxies] first. It knows connections and their
/// addresses, and nothing of what they carry.
@NullMarked
package io.ocppgateway.gateway.proxy;

import org.jspecify.annotations.NullMarked;
