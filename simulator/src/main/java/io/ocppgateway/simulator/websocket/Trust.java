package io.ocppgateway.simulator.websocket;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Whom charge points trust at the other end of `wss://`.
///
/// @param authorities PEM file of certificates that the other end's must lead to, or be; null for
///   whom the JDK trusts
public record Trust(@Nullable Path authorities) {

  /// Whom the JDK trusts.
  public static final Trust STANDARD = new Trust(null);
}
