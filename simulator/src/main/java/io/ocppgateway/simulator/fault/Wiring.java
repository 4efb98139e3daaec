package io.ocppgateway.simulator.fault;

import io.ocppgateway.simulator.chargepoint.Timers;
import io.ocppgateway.simulator.websocket.WebSocketLine;
import java.util.random.RandomGenerator;

/// What a decoration of one charge point's line has to work with.
///
/// @param socket the innermost line
/// @param timers the charge point's own
/// @param random the charge point's own
public record Wiring(WebSocketLine socket, Timers timers, RandomGenerator random) {}
