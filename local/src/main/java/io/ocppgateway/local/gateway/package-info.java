/// The template's gateway: its container's jar as processes of this machine.
///
/// Read [io.ocppgateway.local.gateway.Gateways] first. Knows the gateway only by what the task
/// definition says of it.
@NullMarked
package io.ocppgateway.local.gateway;

import org.jspecify.annotations.NullMarked;
