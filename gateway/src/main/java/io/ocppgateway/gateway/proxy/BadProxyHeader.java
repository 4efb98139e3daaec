package io.ocppgateway.gateway.proxy;

/// A connection from a trusted proxy did not begin with a PROXY header of version 2. The connection
/// is of no use any more: nothing that follows can be understood.
public final class BadProxyHeader extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BadProxyHeader(String message, Throwable cause) {
    super(message, cause);
  }

  BadProxyHeader(String message) {
    super(message);
  }
}
