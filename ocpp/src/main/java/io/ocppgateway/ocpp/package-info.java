/// OCPP as every module sees it: versions and identities. No I/O anywhere below this package.
///
/// Read [io.ocppgateway.ocpp.ChargePointId] first, then [io.ocppgateway.ocpp.frame.Frame]. Nothing
/// here may know WebSocket, MQTT clients, or AWS.
@NullMarked
package io.ocppgateway.ocpp;

import org.jspecify.annotations.NullMarked;
