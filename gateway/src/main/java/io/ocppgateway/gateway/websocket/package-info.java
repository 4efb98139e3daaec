/// The charge points' side: upgrade, identity, subprotocol, keepalive, limits, close codes.
///
/// Read [io.ocppgateway.gateway.websocket.WebSocketServer] first, then `UpgradeHandler` and
/// `SessionHandler`. On this side it is the only package that sees HTTP.
@NullMarked
package io.ocppgateway.gateway.websocket;

import org.jspecify.annotations.NullMarked;
