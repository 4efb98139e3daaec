package io.ocppgateway.ocpp.schema;

import static io.ocppgateway.ocpp.OcppVersion.V1_6;
import static io.ocppgateway.ocpp.OcppVersion.V2_0_1;
import static io.ocppgateway.ocpp.OcppVersion.V2_1;
import static io.ocppgateway.ocpp.frame.ErrorCode.FORMAT_VIOLATION;
import static io.ocppgateway.ocpp.frame.ErrorCode.OCCURRENCE_CONSTRAINT_VIOLATION;
import static io.ocppgateway.ocpp.frame.ErrorCode.PROPERTY_CONSTRAINT_VIOLATION;
import static io.ocppgateway.ocpp.frame.ErrorCode.TYPE_CONSTRAINT_VIOLATION;
import static io.ocppgateway.ocpp.schema.Direction.REQUEST;
import static io.ocppgateway.ocpp.schema.Direction.RESPONSE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.ocpp.frame.ErrorCode;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SchemasTest {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  private static final Schemas SCHEMAS = new Schemas();

  private static final String STATUS_16 =
      """
      {"connectorId":1,"errorCode":"NoError","status":"Available","timestamp":"%s"}\
      """;

  @ParameterizedTest
  @CsvSource({"V1_6, 39", "V2_0_1, 64", "V2_1, 91"})
  void everyActionOfTheSpecificationIsKnown(OcppVersion version, int count) {
    Set<String> actions = SCHEMAS.actions(version);

    assertThat(actions).hasSize(count).contains("BootNotification", "Heartbeat", "DataTransfer");
  }

  @ParameterizedTest
  @EnumSource
  void everySchemaOfEveryVersionCompiles(OcppVersion version) {
    Set<String> actions = SCHEMAS.actions(version);

    List<Validation> validations =
        actions.stream()
            .flatMap(action ->
                Stream.of(REQUEST, RESPONSE)
                    .map(direction -> validate(version, action, direction, "{}")))
            .toList();

    assertThat(validations)
        .hasSize(actions.size() * 2)
        .filteredOn(Validation.UnknownAction.class::isInstance)
        .hasSize(version == V2_1 ? 1 : 0);
  }

  @ParameterizedTest
  @EnumSource
  void anActionThatTheVersionLacksIsAValue(OcppVersion version) {
    Validation validation = validate(version, "MakeCoffee", REQUEST, "{}");

    assertThat(validation).isEqualTo(new Validation.UnknownAction());
  }

  @Test
  void sendHasNoResponse() {
    Validation request = validate(V2_1, "NotifyPeriodicEventStream", REQUEST, "{}");
    Validation response = validate(V2_1, "NotifyPeriodicEventStream", RESPONSE, "{}");

    assertThat(request).isInstanceOf(Validation.Invalid.class);
    assertThat(response).isInstanceOf(Validation.UnknownAction.class);
  }

  @Test
  void sameActionIsJudgedByItsOwnVersion() {
    String boot16 =
        """
        {"chargePointVendor":"V","chargePointModel":"M"}\
        """;
    String boot2 =
        """
        {"reason":"PowerUp","chargingStation":{"model":"M","vendorName":"V",
         "modem":{"iccid":"8931"},"customData":{"vendorId":"V","anything":[1]}}}\
        """;

    List<Validation> of16 =
        Stream.of(OcppVersion.values())
            .map(v -> validate(v, "BootNotification", REQUEST, boot16))
            .toList();
    List<Validation> of2 =
        Stream.of(OcppVersion.values())
            .map(v -> validate(v, "BootNotification", REQUEST, boot2))
            .toList();

    assertThat(of16).map(Validation.Valid.class::isInstance).containsExactly(true, false, false);
    assertThat(of2).map(Validation.Valid.class::isInstance).containsExactly(false, true, true);
  }

  static Stream<Arguments> keywords() {
    return Stream.of(
        arguments(
            V1_6,
            "BootNotification",
            """
            {"chargePointVendor":"V"}\
            """,
            "",
            "required",
            OCCURRENCE_CONSTRAINT_VIOLATION),
        arguments(
            V2_0_1,
            "GetVariables",
            """
            {"getVariableData":[]}\
            """,
            "/getVariableData",
            "minItems",
            OCCURRENCE_CONSTRAINT_VIOLATION),
        arguments(
            V2_0_1,
            "SendLocalList",
            """
            {"versionNumber":1,"updateType":"Full","localAuthorizationList":[
             {"idToken":{"idToken":"A","type":"Central"},"idTokenInfo":{"status":"Accepted",
              "personalMessage":{"format":"UTF8","content":"x"},"language1":7}}]}\
            """,
            "/localAuthorizationList/0/idTokenInfo/language1",
            "type",
            TYPE_CONSTRAINT_VIOLATION),
        arguments(
            V1_6,
            "BootNotification",
            """
            {"chargePointVendor":"V","chargePointModel":7}\
            """,
            "/chargePointModel",
            "type",
            TYPE_CONSTRAINT_VIOLATION),
        arguments(V1_6, "Heartbeat", "[]", "", "type", FORMAT_VIOLATION),
        arguments(
            V1_6,
            "Heartbeat",
            """
            {"extra":1}\
            """,
            "",
            "additionalProperties",
            FORMAT_VIOLATION),
        arguments(
            V1_6,
            "BootNotification",
            """
            {"chargePointVendor":"V","chargePointModel":"123456789012345678901"}\
            """,
            "/chargePointModel",
            "maxLength",
            PROPERTY_CONSTRAINT_VIOLATION),
        arguments(
            V1_6,
            "StatusNotification",
            """
            {"connectorId":1,"errorCode":"NoError","status":"Sleeping"}\
            """,
            "/status",
            "enum",
            PROPERTY_CONSTRAINT_VIOLATION),
        arguments(
            V1_6,
            "StatusNotification",
            STATUS_16.formatted("yesterday"),
            "/timestamp",
            "format",
            PROPERTY_CONSTRAINT_VIOLATION),
        arguments(
            V2_1,
            "StatusNotification",
            """
            {"timestamp":"2026-01-31T12:00:00Z","connectorStatus":"Available","evseId":-1,"connectorId":1}\
            """,
            "/evseId",
            "minimum",
            PROPERTY_CONSTRAINT_VIOLATION),
        arguments(
            V2_0_1,
            "SetChargingProfile",
            """
            {"evseId":1,"chargingProfile":{"id":1,"stackLevel":0,"chargingProfilePurpose":"TxProfile",
             "chargingProfileKind":"Absolute","chargingSchedule":[{"id":1,"chargingRateUnit":"A",
             "chargingSchedulePeriod":[{"startPeriod":0,"limit":1}]},{"id":2,"chargingRateUnit":"A",
             "chargingSchedulePeriod":[{"startPeriod":0,"limit":1}]},{"id":3,"chargingRateUnit":"A",
             "chargingSchedulePeriod":[{"startPeriod":0,"limit":1}]},{"id":4,"chargingRateUnit":"A",
             "chargingSchedulePeriod":[{"startPeriod":0,"limit":1}]}]}}\
            """,
            "/chargingProfile/chargingSchedule",
            "maxItems",
            OCCURRENCE_CONSTRAINT_VIOLATION));
  }

  @ParameterizedTest
  @MethodSource("keywords")
  void everyKeywordHasItsErrorCode(
      OcppVersion version,
      String action,
      String payload,
      String pointer,
      String keyword,
      ErrorCode code) {
    Validation validation = validate(version, action, REQUEST, payload);

    assertThat(validation)
        .isInstanceOfSatisfying(
            Validation.Invalid.class,
            invalid -> {
              assertThat(invalid.violations()).hasSize(1);
              assertThat(invalid.first().pointer()).isEqualTo(pointer);
              assertThat(invalid.first().keyword()).isEqualTo(keyword);
              assertThat(invalid.first().code()).isEqualTo(code);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-01-31T12:00:00Z",
        "2026-01-31T12:00:00.123456Z",
        "2026-01-31T12:00:00+02:00",
        "2026-01-31T12:00:00+02",
        "2026-01-31T12:00:00",
        "2026-01-31 12:00:00",
        "1970-01-01T00:00:00Z"
      })
  void readableTimestampIsNoViolation(String timestamp) {
    Validation validation =
        validate(V1_6, "StatusNotification", REQUEST, STATUS_16.formatted(timestamp));

    assertThat(validation).isEqualTo(new Validation.Valid());
  }

  @Test
  void multiplesOfATenthAreExact() {
    String profile =
        """
        {"connectorId":1,"csChargingProfiles":{"chargingProfileId":1,"stackLevel":0,
         "chargingProfilePurpose":"TxProfile","chargingProfileKind":"Absolute","chargingSchedule":
         {"chargingRateUnit":"A","chargingSchedulePeriod":[{"startPeriod":0,"limit":%s}]}}}\
        """;

    Validation tenth = validate(V1_6, "SetChargingProfile", REQUEST, profile.formatted("16.3"));
    Validation hundredth =
        validate(V1_6, "SetChargingProfile", REQUEST, profile.formatted("16.35"));

    assertThat(tenth).isEqualTo(new Validation.Valid());
    assertThat(hundredth).isInstanceOf(Validation.Invalid.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"99999999999999999999", "1e300", "-1e300"})
  void numberBeyondAllBoundsIsAValue(String number) {
    String payload =
        """
        {"timestamp":"2026-01-31T12:00:00Z","connectorStatus":"Available","evseId":%s,"connectorId":1}\
        """
            .formatted(number);

    for (OcppVersion version : OcppVersion.values()) {
      assertThat(validate(version, "StatusNotification", REQUEST, payload))
          .isNotInstanceOf(Validation.UnknownAction.class);
    }
  }

  @Test
  void messageTellsWhatIsWrongAndNeverTheValue() {
    String payload =
        """
        {"chargePointVendor":"a secret that is far too long","chargePointModel":{"secret":1},
         "iccid":7}\
        """;

    Validation validation = validate(V1_6, "BootNotification", REQUEST, payload);

    assertThat(validation)
        .isInstanceOfSatisfying(
            Validation.Invalid.class,
            invalid ->
                assertThat(invalid.violations())
                    .extracting(Violation::toString)
                    .contains("/chargePointVendor: must be at most 20 characters long")
                    .noneMatch(text -> text.contains("secret")));
  }

  private static Validation validate(
      OcppVersion version, String action, Direction direction, String payload) {
    JsonNode json = JSON.readTree(payload);
    return SCHEMAS.validate(version, action, direction, json);
  }
}
