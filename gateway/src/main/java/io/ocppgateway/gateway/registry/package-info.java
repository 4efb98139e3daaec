/// Is this charge point registered?
///
/// Read [io.ocppgateway.gateway.registry.Registry] first. No I/O here: who knows the answer is
/// behind that interface.
@NullMarked
package io.ocppgateway.gateway.registry;

import org.jspecify.annotations.NullMarked;
