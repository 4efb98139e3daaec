package io.ocppgateway.ocpp.message;

import io.ocppgateway.ocpp.OcppVersion;

/// One action of one version with the types of its two payloads.
///
/// Each version's actions stand in one table: `V16Actions`, `V201Actions`, `V21Actions`.
///
/// @param name as it stands in a CALL: the message's name without `Request`, case-sensitive
/// @param <Q> the request's payload
/// @param <R> the response's payload
public record Action<Q extends Record, R extends Record>(
    OcppVersion version, String name, Class<Q> request, Class<R> response) {

  /// The action for people: `BootNotification (ocpp1.6)`.
  @Override
  public String toString() {
    return "%s (%s)".formatted(name, version.subprotocol());
  }
}
