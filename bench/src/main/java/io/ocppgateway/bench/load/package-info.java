/// The load of a measurement, in one thread: charge points that call and count, and what stands
/// behind a candidate: a broker that answers by itself, a WebSocket server that does, a registry
/// that knows everybody.
///
/// Read [io.ocppgateway.bench.load.Fleet] first. All of it is written for cost: it shares one core,
/// and what it needs of it the candidates lack.
@NullMarked
package io.ocppgateway.bench.load;

import org.jspecify.annotations.NullMarked;
