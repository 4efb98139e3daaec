package io.ocppgateway.gateway.websocket.request;

import io.ocppgateway.ocpp.OcppVersion;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The subprotocols that a charge point offers, the one it likes best first.
///
/// @see "RFC 6455 §4.1; OCPP-J 1.6 §3.2"
///
/// @param names in the charge point's order, none if it offers nothing
public record SubprotocolOffer(List<String> names) {

  /// Copies.
  public SubprotocolOffer {
    names = List.copyOf(names);
  }

  /// The offer in the `Sec-WebSocket-Protocol` lines of a request, as many as there are.
  public static SubprotocolOffer of(List<String> headerLines) {
    return new SubprotocolOffer(
        headerLines.stream()
            .flatMap(line -> Arrays.stream(line.split(",")))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .toList());
  }

  /// The first of the offer that is spoken here.
  public Optional<OcppVersion> agreed() {
    return names.stream().flatMap(name -> OcppVersion.ofSubprotocol(name).stream()).findFirst();
  }

  /// Whether the charge point does not say what it speaks.
  public boolean isEmpty() {
    return names.isEmpty();
  }

  /// Why no agreement was possible, for people.
  public String disagreement() {
    String supported =
        Arrays.stream(OcppVersion.values())
            .map(OcppVersion::subprotocol)
            .collect(Collectors.joining(", "));
    return names.isEmpty()
        ? "no subprotocol offered in Sec-WebSocket-Protocol; supported: " + supported
        : "no offered subprotocol is supported; offered: %s; supported: %s"
            .formatted(String.join(", ", names), supported);
  }
}
