/// What OCPP messages have in common whatever their version: an action's pair of types, and how a
/// payload is read and written.
///
/// Read [io.ocppgateway.ocpp.message.Action] first, then [io.ocppgateway.ocpp.message.Payloads].
/// The messages themselves are in `v16`, `v201` and `v21`; nothing here knows any of them.
@NullMarked
package io.ocppgateway.ocpp.message;

import org.jspecify.annotations.NullMarked;
