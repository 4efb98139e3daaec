package io.ocppgateway.ocpp.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.ocpp.v16.BootNotificationRequest;
import io.ocppgateway.ocpp.v16.BootNotificationResponse;
import io.ocppgateway.ocpp.v16.RegistrationStatus;
import io.ocppgateway.ocpp.v16.StatusNotificationRequest;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class PayloadsTest {

  private static final JsonMapper JSON = new JsonMapper();

  @Test
  void writtenInTheOrderOfTheRecordWithoutAbsentFields() {
    var accepted =
        new BootNotificationResponse(
            RegistrationStatus.ACCEPTED, Instant.parse("2026-01-31T12:00:00.25Z"), 300);
    var accepted2 =
        io.ocppgateway.ocpp.v201.BootNotificationResponse.of(
            Instant.EPOCH, 10, io.ocppgateway.ocpp.v201.RegistrationStatusEnumType.PENDING);

    String text = Payloads.write(accepted).toString();
    String text2 = Payloads.write(accepted2).toString();

    assertThat(text)
        .isEqualTo(
            """
            {"status":"Accepted","currentTime":"2026-01-31T12:00:00Z","interval":300}\
            """);
    assertThat(text2)
        .isEqualTo(
            """
            {"currentTime":"1970-01-01T00:00:00Z","interval":10,"status":"Pending"}\
            """);
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    var response =
        new BootNotificationResponse(
            RegistrationStatus.PENDING, Instant.parse("2026-01-31T12:00:00Z"), 60);

    var read = Payloads.read(Payloads.write(response), BootNotificationResponse.class);

    assertThat(read).contains(response);
  }

  @Test
  void unknownFieldsArePassedOver() {
    var boot = read("{\"chargePointModel\":\"M\",\"debug\":{\"a\":[1]}}");

    assertThat(boot).hasValueSatisfying(b -> assertThat(b.chargePointModel()).isEqualTo("M"));
  }

  @Test
  void scalarsStandInForEachOther() {
    ObjectNode payload = object("{\"connectorId\":\"2\",\"info\":7,\"status\":true}");

    Optional<StatusNotificationRequest> status =
        Payloads.read(payload, StatusNotificationRequest.class);

    assertThat(status)
        .contains(new StatusNotificationRequest(2, null, "7", "true", null, null, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"connectorId\":\"one\",\"status\":\"Sleeping\"}",
        "{\"connectorId\":[1],\"status\":\"Sleeping\"}",
        "{\"connectorId\":99999999999,\"status\":\"Sleeping\"}",
        "{\"timestamp\":{\"a\":1},\"status\":\"Sleeping\"}",
        "{\"timestamp\":\"\",\"status\":\"Sleeping\"}",
        "{\"errorCode\":{\"a\":1},\"connectorId\":null,\"status\":\"Sleeping\"}"
      })
  void unreadableFieldIsAbsentAndTheOthersStay(String payload) {
    Optional<StatusNotificationRequest> status =
        Payloads.read(object(payload), StatusNotificationRequest.class);

    assertThat(status)
        .contains(new StatusNotificationRequest(null, null, null, "Sleeping", null, null, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "\"text\"", "\"\"", "\" \"", "true", "[1]", "1.5e300", "null"})
  void objectThatIsNoneIsAbsentAndTheOtherFieldsStay(String station) {
    ObjectNode payload =
        object(
            "{\"chargingStation\":%s,\"customData\":%s,\"reason\":\"PowerUp\"}"
                .formatted(station, station));

    var boot =
        Payloads.read(payload, io.ocppgateway.ocpp.v201.BootNotificationRequest.class)
            .orElseThrow();

    assertThat(boot.chargingStation()).isNull();
    assertThat(boot.reason()).isEqualTo("PowerUp");
  }

  @Test
  void whatTheRecordCannotDoWithoutIsMissedAsAValue() {
    ObjectNode payload = object("{\"status\":\"Accepted\",\"interval\":300}");

    Optional<BootNotificationResponse> response =
        Payloads.read(payload, BootNotificationResponse.class);

    assertThat(response).isEmpty();
  }

  private static Optional<BootNotificationRequest> read(String payload) {
    return Payloads.read(object(payload), BootNotificationRequest.class);
  }

  private static ObjectNode object(String payload) {
    return (ObjectNode) JSON.readTree(payload);
  }
}
