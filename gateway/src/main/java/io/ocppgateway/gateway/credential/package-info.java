/// Has a charge point proved who it is, as its security profile wants it?
///
/// Read [io.ocppgateway.gateway.credential.CredentialCheck] first. No I/O and no HTTP: the header
/// comes in as text, what is registered as a [io.ocppgateway.gateway.registry.Registration].
@NullMarked
package io.ocppgateway.gateway.credential;

import org.jspecify.annotations.NullMarked;
