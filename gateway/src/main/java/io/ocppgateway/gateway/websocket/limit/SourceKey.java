package io.ocppgateway.gateway.websocket.limit;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/// Who counts as one source: an IPv4 address, or the /64 network that one subscriber has in IPv6.
///
/// @param bits the address, or the network's part of it
record SourceKey(boolean isIpv4, long bits) {

  static SourceKey of(InetAddress address) {
    ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
    return address instanceof Inet4Address
        ? new SourceKey(true, bytes.getInt())
        : new SourceKey(false, bytes.getLong());
  }
}
