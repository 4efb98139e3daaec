/// The charge points' side: upgrade, identity, subprotocol, keepalive, limits, close codes.
///
/// Read [io.ocppgateway.gateway.websocket.WebSocketServer] first, then `UpgradeHandler` and
/// `SessionHandler`. With the packages below it, which are values and rules, it is the only one on
/// this side that sees HTTP.
@NullMarked
package io.ocppgateway.gateway.websocket;

import org.jspecify.annotations.NullMarked;
