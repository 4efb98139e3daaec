/// How a gateway takes leave of its charge points without a storm: little by little, and of those
/// first with whom nothing is under way.
///
/// Read [io.ocppgateway.gateway.drain.Drain] first; [io.ocppgateway.gateway.drain.Pacing] decides
/// when and knows no clock. When one charge point may go, its session knows.
@NullMarked
package io.ocppgateway.gateway.drain;

import org.jspecify.annotations.NullMarked;
