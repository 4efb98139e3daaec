/// Device shadows, classic and named: what a thing reported, what is desired of it, and the
/// difference.
///
/// Read [io.ocppgateway.local.iot.shadow.Shadows] first; the arithmetic is in `Merge`. Nothing here
/// may know MQTT's bytes or HTTP.
@NullMarked
package io.ocppgateway.local.iot.shadow;

import org.jspecify.annotations.NullMarked;
