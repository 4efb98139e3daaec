/// Compression of messages: permessage-deflate without state between messages.
///
/// Read [io.ocppgateway.gateway.websocket.deflate.MessageDeflate] first, then
/// [io.ocppgateway.gateway.websocket.deflate.DeflateOffer]. It knows bytes, and nothing of frames.
@NullMarked
package io.ocppgateway.gateway.websocket.deflate;

import org.jspecify.annotations.NullMarked;
