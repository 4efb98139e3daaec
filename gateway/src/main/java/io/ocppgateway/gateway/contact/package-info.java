/// Reaches, when the gateway starts, whom it cannot do without; then it is ready, and stays so.
///
/// [io.ocppgateway.gateway.contact.FirstContact] is the door. It does not know whom it reaches.
@NullMarked
package io.ocppgateway.gateway.contact;

import org.jspecify.annotations.NullMarked;
