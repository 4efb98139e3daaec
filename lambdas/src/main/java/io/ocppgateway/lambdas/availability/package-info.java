/// OCPP's functional block Availability: charge points are alive, connectors free or not.
///
/// The handlers are [io.ocppgateway.lambdas.availability.Heartbeat] and
/// [io.ocppgateway.lambdas.availability.StatusNotification];
/// [io.ocppgateway.lambdas.availability.StatusTranslation] knows the words of each version.
///
/// @see "OCPP 1.6 §4.6, §4.9; OCPP 2.0.1 Part 2 G"
@NullMarked
package io.ocppgateway.lambdas.availability;

import org.jspecify.annotations.NullMarked;
