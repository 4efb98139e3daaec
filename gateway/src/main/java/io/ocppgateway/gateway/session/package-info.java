/// One connected charge point: ties its socket to its link and decides what passes.
///
/// Read [io.ocppgateway.gateway.session.Session] first, then `Upstream` and `Downstream`. It knows
/// frames and links; of the socket only what [io.ocppgateway.gateway.session.ChargePointSocket]
/// says, and nothing of HTTP.
@NullMarked
package io.ocppgateway.gateway.session;

import org.jspecify.annotations.NullMarked;
