/// How much may happen in a time, reckoned with one number for each who is held to it. Pure: time
/// is told, in nanoseconds.
///
/// Read [io.ocppgateway.gateway.rate.Rate] first. It knows of nothing that it is used for.
@NullMarked
package io.ocppgateway.gateway.rate;

import org.jspecify.annotations.NullMarked;
