/// OCPP's functional block Provisioning: charge points come to life.
///
/// [io.ocppgateway.lambdas.provisioning.BootNotification] is the handler;
/// [io.ocppgateway.lambdas.provisioning.BootTranslation] knows the words of each version.
///
/// @see "OCPP 1.6 §4.2; OCPP 2.0.1 Part 2 B"
@NullMarked
package io.ocppgateway.lambdas.provisioning;

import org.jspecify.annotations.NullMarked;
