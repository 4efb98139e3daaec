/// What a request on the charge points' port comes to: values only, no channel, no look-up.
///
/// Read [io.ocppgateway.gateway.websocket.request.UpgradeDecision] first.
@NullMarked
package io.ocppgateway.gateway.websocket.request;

import org.jspecify.annotations.NullMarked;
