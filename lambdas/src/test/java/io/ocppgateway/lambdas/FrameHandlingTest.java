package io.ocppgateway.lambdas;

import static io.ocppgateway.ocpp.OcppVersion.V1_6;
import static io.ocppgateway.ocpp.OcppVersion.V2_0_1;
import static io.ocppgateway.ocpp.OcppVersion.V2_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.lambdas.shadow.Shadow;
import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.ocpp.schema.Direction;
import io.ocppgateway.ocpp.schema.Validation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/// What charge points see of the actions that are answered, in each version.
class FrameHandlingTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final ChargePointId CP1 = new ChargePointId("CP1");

  private static final String BOOT_16 =
      """
      [2,"1","BootNotification",{"chargePointVendor":"AWS","chargePointModel":"M1","firmwareVersion":"1.0","chargePointSerialNumber":"S1"}]\
      """;
  private static final String BOOT_2 =
      """
      [2,"1","BootNotification",{"reason":"PowerUp","chargingStation":{"model":"M1","vendorName":"AWS","firmwareVersion":"1.0","modem":{"iccid":"8931"}}}]\
      """;

  @Test
  void bootIsAcceptedIn16() {
    CentralSystem system = CentralSystem.lenient();

    List<String> frames = system.send(V1_6, BOOT_16);

    assertThat(frames)
        .containsExactly(
            """
            [3,"1",{"status":"Accepted","currentTime":"2026-01-31T12:00:00Z","interval":300}]\
            """);
  }

  @ParameterizedTest
  @EnumSource(names = {"V2_0_1", "V2_1"})
  void bootIsAcceptedIn2(OcppVersion version) {
    CentralSystem system = CentralSystem.lenient();

    List<String> frames = system.send(version, BOOT_2);

    assertThat(frames)
        .containsExactly(
            """
            [3,"1",{"currentTime":"2026-01-31T12:00:00Z","interval":300,"status":"Accepted"}]\
            """);
  }

  @Test
  void bootIsReportedInTheShadowAsItCame() {
    CentralSystem system = CentralSystem.lenient();

    system.send(V2_0_1, BOOT_2);

    assertThat(system.shadows.reported(CP1, Shadow.HARDWARE))
        .isEqualTo(
            JSON.readTree(
                """
                {"reason":"PowerUp","chargingStation":{"model":"M1","vendorName":"AWS",
                 "firmwareVersion":"1.0","modem":{"iccid":"8931"}}}\
                """));
  }

  @Test
  void whatTheNextBootDoesNotSayIsRemovedFromTheShadow() {
    CentralSystem system = CentralSystem.lenient();
    system.send(V1_6, BOOT_16);
    system.send(V2_0_1, BOOT_2);

    system.send(
        V2_0_1,
        """
        [2,"2","BootNotification",{"reason":"Watchdog","chargingStation":{"model":"M2","vendorName":"AWS"}}]\
        """);

    assertThat(system.shadows.reported(CP1, Shadow.HARDWARE))
        .isEqualTo(
            JSON.readTree(
                """
                {"reason":"Watchdog","chargingStation":{"model":"M2","vendorName":"AWS"}}\
                """));
  }

  @Test
  void bootThatIsTooLargeForTheShadowIsAcceptedAllTheSame() {
    CentralSystem system = CentralSystem.lenient();

    List<String> frames = system.send(V1_6, BOOT_16.replace("S1", "S".repeat(9_000)));

    assertThat(frames).singleElement().asString().contains("\"Accepted\"");
    assertThat(system.shadows.reported(CP1, Shadow.HARDWARE)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void heartbeatIsToldTheTime(OcppVersion version) {
    CentralSystem system = CentralSystem.lenient();

    List<String> frames = system.send(version, "[2,\"7\",\"Heartbeat\",{}]");

    assertThat(frames).containsExactly("[3,\"7\",{\"currentTime\":\"2026-01-31T12:00:00Z\"}]");
  }

  @Test
  void nullPayloadIsAnEmptyOne() {
    CentralSystem system = CentralSystem.strict();

    List<String> frames = system.send(V1_6, "[2,\"7\",\"Heartbeat\",null]");

    assertThat(frames).singleElement().asString().startsWith("[3,\"7\",");
  }

  @Test
  void statusIn16IsKeptUnderItsConnector() {
    CentralSystem system = CentralSystem.lenient();

    List<String> frames =
        system.send(
            V1_6,
            """
            [2,"8","StatusNotification",{"connectorId":1,"errorCode":"NoError","status":"Charging","info":"i"}]\
            """);
    system.send(
        V1_6,
        """
        [2,"9","StatusNotification",{"connectorId":2,"errorCode":"NoError","status":"Available","timestamp":"2026-01-31T11:00:00+01:00"}]\
        """);
    system.send(
        V1_6,
        """
        [2,"10","StatusNotification",{"connectorId":1,"errorCode":"NoError","status":"Finishing"}]\
        """);

    assertThat(frames).containsExactly("[3,\"8\",{}]");
    assertThat(system.shadows.reported(CP1, Shadow.CONNECTORS))
        .isEqualTo(
            JSON.readTree(
                """
                {"1":{"status":"Finishing","errorCode":"NoError","timestamp":"2026-01-31T12:00:00Z"},
                 "2":{"status":"Available","errorCode":"NoError","timestamp":"2026-01-31T10:00:00Z"}}\
                """));
  }

  @ParameterizedTest
  @EnumSource(names = {"V2_0_1", "V2_1"})
  void statusIn2IsKeptUnderItsEvseAndConnector(OcppVersion version) {
    CentralSystem system = CentralSystem.lenient();

    List<String> frames =
        system.send(
            version,
            """
            [2,"8","StatusNotification",{"timestamp":"2026-01-31T11:00:00Z","connectorStatus":"Occupied","evseId":1,"connectorId":2}]\
            """);

    assertThat(frames).containsExactly("[3,\"8\",{}]");
    assertThat(system.shadows.reported(CP1, Shadow.CONNECTORS))
        .isEqualTo(
            JSON.readTree(
                """
                {"1-2":{"status":"Occupied","timestamp":"2026-01-31T11:00:00Z"}}\
                """));
  }

  @Test
  void bootDoesNotTouchTheConnectors() {
    CentralSystem system = CentralSystem.lenient();
    system.send(
        V1_6,
        """
        [2,"8","StatusNotification",{"connectorId":1,"errorCode":"NoError","status":"Charging"}]\
        """);

    system.send(V1_6, BOOT_16);

    assertThat(system.shadows.reported(CP1, Shadow.CONNECTORS).has("1")).isTrue();
    assertThat(system.shadows.reported(CP1, Shadow.HARDWARE).has("1")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "V1_6|BootNotification|{\"chargePointVendor\":\"V\",\"chargePointModel\":\"M\"}",
        "V2_0_1|BootNotification|{\"reason\":\"PowerUp\",\"chargingStation\":{\"model\":\"M\",\"vendorName\":\"V\"}}",
        "V2_1|BootNotification|{\"reason\":\"PowerUp\",\"chargingStation\":{\"model\":\"M\",\"vendorName\":\"V\"}}",
        "V1_6|Heartbeat|{}",
        "V2_0_1|Heartbeat|{\"customData\":{\"vendorId\":\"V\",\"x\":[1]}}",
        "V2_1|Heartbeat|{}",
        "V1_6|StatusNotification|{\"connectorId\":0,\"errorCode\":\"NoError\",\"status\":\"Available\"}",
        "V2_0_1|StatusNotification|{\"timestamp\":\"2026-01-31T11:00:00Z\",\"connectorStatus\":\"Occupied\",\"evseId\":1,\"connectorId\":2}",
        "V2_1|StatusNotification|{\"timestamp\":\"2026-01-31T11:00:00Z\",\"connectorStatus\":\"Occupied\",\"evseId\":1,\"connectorId\":2}"
      })
  void everyAnswerConformsToItsSchemaEvenInStrictMode(
      OcppVersion version, String action, String payload) {
    CentralSystem system = CentralSystem.strict();

    List<String> frames = system.send(version, "[2,\"1\",\"%s\",%s]".formatted(action, payload));

    Validation answer =
        CentralSystem.SCHEMAS.validate(
            version, action, Direction.RESPONSE, JSON.readTree(frames.getFirst()).get(2));
    assertThat(frames).singleElement().asString().startsWith("[3,\"1\",");
    assertThat(answer).isEqualTo(new Validation.Valid());
  }

  @Test
  void everyActionOfTheTableIsCoveredByTheTestAbove() {
    CentralSystem system = CentralSystem.lenient();

    var actions =
        RoutingTable.of(system.shadows, java.time.Duration.ofSeconds(1), system.clock).actions();

    // Nine lines in the table, nine in the test above: add to both.
    assertThat(actions).hasSize(9).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({"V1_6", "V2_0_1", "V2_1"})
  void anyOtherActionIsNotImplemented(OcppVersion version) {
    CentralSystem system = CentralSystem.lenient();

    List<String> frames = system.send(version, "[2,\"1\",\"Authorize\",{\"idTag\":\"A\"}]");

    assertThat(frames)
        .containsExactly("[4,\"1\",\"NotImplemented\",\"nobody here answers this action\",{}]");
  }

  @Test
  void statusThatCannotBeKeptIsAnsweredAllTheSame() {
    CentralSystem system = CentralSystem.lenient();

    List<String> noConnector = system.send(V1_6, "[2,\"1\",\"StatusNotification\",{}]");
    List<String> tooLarge =
        system.send(
            V1_6,
            "[2,\"2\",\"StatusNotification\",{\"connectorId\":1,\"info\":\"%s\"}]"
                .formatted("x".repeat(9_000)));

    assertThat(noConnector).containsExactly("[3,\"1\",{}]");
    assertThat(tooLarge).containsExactly("[3,\"2\",{}]");
    assertThat(system.shadows.reported(CP1, Shadow.CONNECTORS)).isEmpty();
  }

  @Test
  void lenientAnswersWhatStrictRefusesWithTheViolationsCode() {
    String tooLong = BOOT_16.replace("\"M1\"", "\"a model's name that is far longer than twenty\"");
    String missing = "[2,\"1\",\"BootNotification\",{\"chargePointVendor\":\"V\"}]";

    List<String> lenientTooLong = CentralSystem.lenient().send(V1_6, tooLong);
    List<String> lenientMissing = CentralSystem.lenient().send(V2_1, missing);
    List<String> strictTooLong = CentralSystem.strict().send(V1_6, tooLong);
    List<String> strict16 = CentralSystem.strict().send(V1_6, missing);
    List<String> strict201 =
        CentralSystem.strict().send(V2_0_1, BOOT_2.replace("\"reason\":\"PowerUp\",", ""));

    assertThat(lenientTooLong).singleElement().asString().startsWith("[3,\"1\",");
    assertThat(lenientMissing).singleElement().asString().startsWith("[3,\"1\",");
    assertThat(strictTooLong)
        .containsExactly(
            "[4,\"1\",\"PropertyConstraintViolation\",\"/chargePointModel: must be at most 20 characters long\",{}]");
    assertThat(strict16)
        .singleElement()
        .asString()
        .startsWith("[4,\"1\",\"OccurenceConstraintViolation\",");
    assertThat(strict201)
        .singleElement()
        .asString()
        .startsWith("[4,\"1\",\"OccurrenceConstraintViolation\",");
  }

  @Test
  void answersToCommandsAndSendsAreNeverAnswered() {
    CentralSystem system = CentralSystem.lenient();

    List<String> result = system.send(V1_6, "[3,\"c1\",{\"status\":\"Accepted\"}]");
    List<String> error = system.send(V1_6, "[4,\"c1\",\"NotSupported\",\"\",{}]");
    List<String> resultError = system.send(V2_1, "[5,\"c1\",\"FormatViolation\",\"\",{}]");
    List<String> send = system.send(V2_1, "[6,\"s1\",\"NotifyPeriodicEventStream\",{}]");

    assertThat(result).isEmpty();
    assertThat(error).isEmpty();
    assertThat(resultError).isEmpty();
    assertThat(send).isEmpty();
    assertThat(system.processed.writes()).isZero();
  }

  @Test
  void whatIsNoFrameIsAnsweredAsTheCodecSays() {
    CentralSystem system = CentralSystem.lenient();

    List<String> object = system.send(V2_0_1, "{\"hello\":1}");
    List<String> brokenAnswer = system.send(V1_6, "[3,\"1\"]");

    assertThat(object).singleElement().asString().startsWith("[4,\"-1\",\"RpcFrameworkError\",");
    assertThat(brokenAnswer).isEmpty();
  }
}
