/// The certificates of things, and which thing has which: AWS IoT's principals.
///
/// Read [io.ocppgateway.local.iot.certificate.Certificates] first. Nothing here shakes hands.
@NullMarked
package io.ocppgateway.local.iot.certificate;

import org.jspecify.annotations.NullMarked;
