/// What a request on the charge points' port comes to, and how it is answered: values and bytes, no
/// channel, no look-up.
///
/// Read [io.ocppgateway.gateway.websocket.request.UpgradeDecision] first.
@NullMarked
package io.ocppgateway.gateway.websocket.request;

import org.jspecify.annotations.NullMarked;
