package io.ocppgateway.gateway.websocket.deflate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DeflateOfferTest {

  private static final String CLIENT_FORGETS = "permessage-deflate; client_no_context_takeover";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "permessage-deflate|",
        "PerMessage-Deflate|",
        "permessage-deflate; client_max_window_bits|",
        "permessage-deflate;client_max_window_bits=8|",
        "permessage-deflate; client_no_context_takeover|",
        "permessage-deflate; server_no_context_takeover|; server_no_context_takeover",
        "permessage-deflate; server_max_window_bits=15|; server_max_window_bits=15",
        "permessage-deflate; server_max_window_bits = \"8\"|; server_max_window_bits=8",
        "x-webkit-deflate-frame, permessage-deflate|",
        "permessage-deflate; unheard_of, permessage-deflate|",
      })
  void offerIsAcceptedWithWhatItAsksFor(String header, String more) {
    assertThat(DeflateOffer.firstOf(List.of(header)).map(DeflateOffer::response))
        .contains(CLIENT_FORGETS + (more == null ? "" : more));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",",
        ";",
        "permessage-bzip2",
        "permessage-deflate; unheard_of",
        "permessage-deflate; server_max_window_bits",
        "permessage-deflate; server_max_window_bits=7",
        "permessage-deflate; server_max_window_bits=16",
        "permessage-deflate; server_max_window_bits=09",
        "permessage-deflate; client_max_window_bits=x",
        "permessage-deflate; client_no_context_takeover=1",
        "permessage-deflate; client_no_context_takeover; client_no_context_takeover",
        "permessage-deflate; server_max_window_bits=99999999999",
      })
  void offerThatRfc7692DoesNotKnowIsDeclined(String header) {
    assertThat(DeflateOffer.firstOf(List.of(header))).isEmpty();
  }

  @Test
  void offersMayComeInSeveralLines() {
    List<String> lines = List.of("x-foo", "permessage-deflate; server_max_window_bits=10");

    assertThat(DeflateOffer.firstOf(lines).orElseThrow().maxCompressedBytes()).isEqualTo(1024);
  }
}
