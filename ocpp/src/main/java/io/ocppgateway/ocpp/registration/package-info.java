/// What the operator keeps of a charge point that may connect: its item in the table of charge
/// points, its security profile and its password's hash.
///
/// Read [io.ocppgateway.ocpp.registration.ChargePointItem] first. Shared by who writes the item and
/// who reads it; neither the table nor the broker is known here.
@NullMarked
package io.ocppgateway.ocpp.registration;

import org.jspecify.annotations.NullMarked;
