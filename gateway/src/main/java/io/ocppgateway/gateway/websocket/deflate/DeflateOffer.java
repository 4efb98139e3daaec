package io.ocppgateway.gateway.websocket.deflate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// A client's offer of permessage-deflate that can be accepted.
///
/// @param serverWindowBits the window that the client can look back with, as a power of two
/// @param serverWindowBitsOffered whether the client said so
/// @param serverNoContextTakeover whether the client wants us to forget one message before the next
/// @see "RFC 7692 §7.1"
public record DeflateOffer(
    int serverWindowBits, boolean serverWindowBitsOffered, boolean serverNoContextTakeover) {

  private static final String NAME = "permessage-deflate";
  private static final int MIN_WINDOW_BITS = 8;
  private static final int MAX_WINDOW_BITS = 15;

  /// The first offer of the client's that can be accepted, empty if none can.
  ///
  /// @param headerLines of `Sec-WebSocket-Extensions`
  public static Optional<DeflateOffer> firstOf(List<String> headerLines) {
    for (String line : headerLines) {
      for (String offer : line.split(",", -1)) {
        Optional<DeflateOffer> accepted = parse(offer);
        if (accepted.isPresent()) {
          return accepted;
        }
      }
    }
    return Optional.empty();
  }

  /// The longest message in bytes that may be compressed for this client: none of its bytes is
  /// farther back than the window reaches, whatever window the compressor has.
  public int maxCompressedBytes() {
    return serverWindowBits == MAX_WINDOW_BITS ? Integer.MAX_VALUE : 1 << serverWindowBits;
  }

  /// The line of `Sec-WebSocket-Extensions` that accepts it. The client has to forget each message,
  /// so that nothing is kept for a connection between messages; what it did not offer for our own
  /// direction is not mentioned, for there are clients that do not expect it.
  public String response() {
    List<String> words = new ArrayList<>(List.of(NAME, "client_no_context_takeover"));
    if (serverNoContextTakeover) {
      words.add("server_no_context_takeover");
    }
    if (serverWindowBitsOffered) {
      words.add("server_max_window_bits=" + serverWindowBits);
    }
    return String.join("; ", words);
  }

  /// Empty if it is another extension, or has a parameter that RFC 7692 does not know.
  private static Optional<DeflateOffer> parse(String offer) {
    String[] words = offer.split(";", -1);
    if (!words[0].strip().toLowerCase(Locale.ROOT).equals(NAME)) {
      return Optional.empty();
    }
    int bits = 0;
    Set<String> seen = new HashSet<>();
    for (int i = 1; i < words.length; i++) {
      String[] parameter = words[i].split("=", 2);
      String name = parameter[0].strip().toLowerCase(Locale.ROOT);
      String value = parameter.length == 1 ? "" : unquoted(parameter[1].strip());
      boolean valid =
          switch (name) {
            case "server_no_context_takeover", "client_no_context_takeover" ->
                parameter.length == 1;
            case "client_max_window_bits" -> parameter.length == 1 || windowBits(value) > 0;
            case "server_max_window_bits" -> (bits = windowBits(value)) > 0;
            default -> false;
          };
      if (!valid || !seen.add(name)) {
        return Optional.empty();
      }
    }
    return Optional.of(
        new DeflateOffer(
            bits == 0 ? MAX_WINDOW_BITS : bits,
            bits != 0,
            seen.contains("server_no_context_takeover")));
  }

  private static String unquoted(String value) {
    return value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
        ? value.substring(1, value.length() - 1)
        : value;
  }

  /// 0 if it is no window.
  private static int windowBits(String value) {
    if (!value.matches("[0-9]{1,2}") || value.startsWith("0")) {
      return 0;
    }
    int bits = Integer.parseInt(value);
    return bits >= MIN_WINDOW_BITS && bits <= MAX_WINDOW_BITS ? bits : 0;
  }
}
