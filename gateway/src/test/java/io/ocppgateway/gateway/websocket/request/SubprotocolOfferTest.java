package io.ocppgateway.gateway.websocket.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.ocpp.OcppVersion;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SubprotocolOfferTest {

  @Test
  void chargePointsOrderOfPreferenceDecides() {
    SubprotocolOffer offer = SubprotocolOffer.of(List.of("ocpp2.0.1 ,ocpp2.1", "ocpp1.6"));

    assertThat(offer.agreed()).contains(OcppVersion.V2_0_1);
  }

  @Test
  void unknownNamesArePassedOver() {
    SubprotocolOffer offer = SubprotocolOffer.of(List.of("soap,, ocpp1.5 ", "ocpp1.6"));

    assertThat(offer.agreed()).contains(OcppVersion.V1_6);
  }

  @Test
  void namesAreCaseSensitive() {
    SubprotocolOffer offer = SubprotocolOffer.of(List.of("OCPP1.6"));

    assertThat(offer.agreed()).isEmpty();
  }

  @Test
  void disagreementSaysWhatIsOfferedAndSupported() {
    SubprotocolOffer offer = SubprotocolOffer.of(List.of("ocpp1.5", "soap"));

    assertThat(offer.disagreement())
        .contains("offered: ocpp1.5, soap")
        .contains("supported: ocpp1.6, ocpp2.0.1, ocpp2.1");
  }

  @Test
  void missingOfferIsNoAgreement() {
    SubprotocolOffer offer = SubprotocolOffer.of(List.of());

    assertThat(offer.agreed()).isEmpty();
    assertThat(offer.disagreement()).startsWith("no subprotocol offered");
  }
}
