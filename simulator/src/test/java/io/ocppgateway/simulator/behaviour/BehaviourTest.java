package io.ocppgateway.simulator.behaviour;

import static io.ocppgateway.ocpp.OcppVersion.V1_6;
import static io.ocppgateway.ocpp.OcppVersion.V2_0_1;
import static io.ocppgateway.ocpp.OcppVersion.V2_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.ocpp.schema.Direction;
import io.ocppgateway.ocpp.schema.Schemas;
import io.ocppgateway.ocpp.schema.Validation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Whatever a charge point says or answers conforms to its version's schemas.
class BehaviourTest {

  private static final Schemas SCHEMAS = new Schemas();
  private static final JsonMapper JSON = new JsonMapper();

  private final Settings settings = new Settings(Duration.ofMinutes(1));
  private final Connector connector = new Connector();

  @ParameterizedTest
  @EnumSource
  void requestsConform(OcppVersion version) {
    Behaviour behaviour = behaviour(version);

    Stream.concat(
            Stream.of(
                behaviour.bootNotification(BootCause.POWER_UP),
                behaviour.bootNotification(BootCause.REMOTE_RESET),
                behaviour.bootNotification(BootCause.TRIGGERED),
                behaviour.heartbeat()),
            behaviour.statusNotifications().stream())
        .forEach(request -> assertConforms(version, request));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void answersConform(OcppVersion version, String action, String payload, String expected) {
    assertThat(validation(version, action, Direction.REQUEST, json(payload)))
        .as("the command itself")
        .isEqualTo(new Validation.Valid());

    Reply.Result result = result(behaviour(version), action, payload);

    assertThat(result.payload().toString()).contains(expected);
    assertThat(validation(version, action, Direction.RESPONSE, result.payload()))
        .isEqualTo(new Validation.Valid());
    for (Effect effect : result.effects()) {
      if (effect instanceof Effect.Tell(Request request)) {
        assertConforms(version, request);
      }
    }
  }

  static Stream<Arguments> commands() {
    return Stream.concat(
        commandsOf16(), Stream.of(V2_0_1, V2_1).flatMap(BehaviourTest::commandsOf2));
  }

  private static Stream<Arguments> commandsOf16() {
    return Stream.of(
        command(V1_6, "ChangeAvailability", "{'connectorId':0,'type':'Inoperative'}", "Accepted"),
        command(V1_6, "ChangeAvailability", "{'connectorId':9,'type':'Operative'}", "Rejected"),
        command(V1_6, "ChangeConfiguration", "{'key':'HeartbeatInterval','value':'9'}", "Accepted"),
        command(V1_6, "ChangeConfiguration", "{'key':'HeartbeatInterval','value':'0'}", "Rejected"),
        command(
            V1_6, "ChangeConfiguration", "{'key':'HeartbeatInterval','value':'-1'}", "Rejected"),
        command(
            V1_6, "ChangeConfiguration", "{'key':'NumberOfConnectors','value':'9'}", "Rejected"),
        command(V1_6, "ChangeConfiguration", "{'key':'Nonsense','value':'9'}", "NotSupported"),
        command(V1_6, "ClearCache", "{}", "Accepted"),
        command(V1_6, "DataTransfer", "{'vendorId':'x'}", "UnknownVendorId"),
        command(V1_6, "GetConfiguration", "{}", "\"key\":\"HeartbeatInterval\""),
        command(V1_6, "GetConfiguration", "{'key':['A']}", "\"unknownKey\":[\"A\"]"),
        command(V1_6, "RemoteStartTransaction", "{'idTag':'A'}", "Accepted"),
        command(V1_6, "RemoteStopTransaction", "{'transactionId':1}", "Rejected"),
        command(V1_6, "Reset", "{'type':'Hard'}", "Accepted"),
        command(V1_6, "TriggerMessage", "{'requestedMessage':'StatusNotification'}", "Accepted"),
        command(
            V1_6,
            "TriggerMessage",
            "{'requestedMessage':'StatusNotification','connectorId':9}",
            "Rejected"),
        command(V1_6, "TriggerMessage", "{'requestedMessage':'MeterValues'}", "Accepted"),
        command(V1_6, "UnlockConnector", "{'connectorId':1}", "Unlocked"),
        command(V1_6, "UnlockConnector", "{'connectorId':99999999999}", "NotSupported"));
  }

  private static Stream<Arguments> commandsOf2(OcppVersion version) {
    String interval =
        "'component':{'name':'OCPPCommCtrlr'},'variable':{'name':'HeartbeatInterval'}";
    return Stream.of(
        command(version, "ChangeAvailability", "{'operationalStatus':'Inoperative'}", "Accepted"),
        command(
            version,
            "ChangeAvailability",
            "{'operationalStatus':'Inoperative','evse':{'id':1,'connectorId':1}}",
            "Accepted"),
        command(
            version,
            "ChangeAvailability",
            "{'operationalStatus':'Inoperative','evse':{'id':7}}",
            "Rejected"),
        command(version, "ClearCache", "{}", "Accepted"),
        command(version, "DataTransfer", "{'vendorId':'x'}", "UnknownVendorId"),
        command(
            version, "GetBaseReport", "{'requestId':7,'reportBase':'FullInventory'}", "Accepted"),
        command(version, "GetVariables", "{'getVariableData':[{" + interval + "}]}", "\"300\""),
        command(
            version,
            "GetVariables",
            "{'getVariableData':[{'component':{'name':'X'},'variable':{'name':'Y'}}]}",
            "UnknownComponent"),
        command(
            version,
            "GetVariables",
            "{'getVariableData':[{'attributeType':'Target'," + interval + "}]}",
            "NotSupportedAttributeType"),
        command(
            version,
            "SetVariables",
            "{'setVariableData':[{'attributeValue':'9'," + interval + "}]}",
            "Accepted"),
        command(
            version,
            "SetVariables",
            "{'setVariableData':[{'attributeValue':'no'," + interval + "}]}",
            "Rejected"),
        command(
            version,
            "SetVariables",
            "{'setVariableData':[{'attributeValue':'9','component':{'name':'ocppcommctrlr'},"
                + "'variable':{'name':'X'}}]}",
            "UnknownVariable"),
        command(
            version,
            "RequestStartTransaction",
            "{'remoteStartId':1,'idToken':{'idToken':'A','type':'Central'}}",
            "Accepted"),
        command(version, "RequestStopTransaction", "{'transactionId':'1'}", "Rejected"),
        command(version, "Reset", "{'type':'OnIdle'}", "Accepted"),
        command(version, "Reset", "{'type':'Immediate','evseId':1}", "Rejected"),
        command(version, "TriggerMessage", "{'requestedMessage':'Heartbeat'}", "Accepted"),
        command(version, "TriggerMessage", "{'requestedMessage':'BootNotification'}", "Rejected"),
        command(
            version,
            "TriggerMessage",
            "{'requestedMessage':'StatusNotification','evse':{'id':1,'connectorId':1}}",
            "Accepted"),
        command(version, "TriggerMessage", "{'requestedMessage':'MeterValues'}", "Accepted"),
        command(version, "UnlockConnector", "{'evseId':1,'connectorId':1}", "Unlocked"),
        command(version, "UnlockConnector", "{'evseId':1,'connectorId':2}", "UnknownConnector"));
  }

  @Test
  void hardwareStandsInTheFieldsOfEachVersion() {
    Hardware hardware = new Hardware("M", "V", "S", "F", new Modem("8901", "3101"));

    assertThat(bootNotification(V1_6, hardware))
        .isEqualTo(
            "{\"chargePointVendor\":\"V\",\"chargePointModel\":\"M\","
                + "\"chargePointSerialNumber\":\"S\",\"firmwareVersion\":\"F\","
                + "\"iccid\":\"8901\",\"imsi\":\"3101\"}");
    assertThat(bootNotification(V2_0_1, hardware))
        .isEqualTo(
            "{\"chargingStation\":{\"model\":\"M\",\"vendorName\":\"V\","
                + "\"firmwareVersion\":\"F\",\"serialNumber\":\"S\","
                + "\"modem\":{\"iccid\":\"8901\",\"imsi\":\"3101\"}},\"reason\":\"PowerUp\"}");
  }

  @Test
  void standardHardwareIsTheSamples() {
    assertThat(bootNotification(V2_0_1, Hardware.standard(V2_0_1)))
        .isEqualTo(
            """
            {"chargingStation":{"model":"ABC 123 XYZ","vendorName":"Acme Electrical Systems",\
            "firmwareVersion":"10.9.8.ABC","serialNumber":"CP1234567890A01",\
            "modem":{"iccid":"891004234814455936F","imsi":"310410123456789"}},"reason":"PowerUp"}\
            """);
  }

  @ParameterizedTest
  @CsvSource({"V1_6, Accepted", "V2_0_1, Rejected", "V2_1, Rejected"})
  void bootNotificationIsTriggeredAfterAcceptanceIn16Only(OcppVersion version, String status) {
    Reply.Result result =
        result(behaviour(version), "TriggerMessage", "{'requestedMessage':'BootNotification'}");

    assertThat(result.payload().toString()).contains(status);
  }

  @Test
  void unavailableConnectorSaysSo() {
    Behaviour behaviour = behaviour(V2_0_1);

    result(behaviour, "ChangeAvailability", "{'operationalStatus':'Inoperative'}");

    assertThat(behaviour.statusNotifications())
        .singleElement()
        .satisfies(request -> assertThat(request.payload().toString()).contains("Unavailable"));
  }

  @Test
  void availabilityThatDoesNotChangeIsNotTold() {
    Reply.Result result =
        result(behaviour(V1_6), "ChangeAvailability", "{'connectorId':0,'type':'Operative'}");

    assertThat(result.effects()).isEmpty();
  }

  @Test
  void intervalOfTheCentralSystemIsReadBack() {
    Behaviour behaviour = behaviour(V1_6);

    settings.setHeartbeatInterval(Duration.ofSeconds(17));

    assertThat(
            result(behaviour, "GetConfiguration", "{'key':['HeartbeatInterval']}")
                .payload()
                .toString())
        .contains("\"value\":\"17\"");
  }

  private static Arguments command(
      OcppVersion version, String action, String payload, String expected) {
    return Arguments.of(version, action, payload, expected);
  }

  private Behaviour behaviour(OcppVersion version) {
    return behaviour(version, Hardware.standard(version));
  }

  private Behaviour behaviour(OcppVersion version, Hardware hardware) {
    InstantSource clock = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00.123456Z"));
    return Behaviour.of(version, hardware, RetryBackOff.STANDARD, settings, connector, clock);
  }

  private String bootNotification(OcppVersion version, Hardware hardware) {
    return behaviour(version, hardware).bootNotification(BootCause.POWER_UP).payload().toString();
  }

  private static Reply.Result result(Behaviour behaviour, String action, String payload) {
    return switch (behaviour.answer(action, json(payload), true).orElseThrow()) {
      case Reply.Result result -> result;
      case Reply.Refusal refusal -> throw new AssertionError(refusal);
    };
  }

  private static void assertConforms(OcppVersion version, Request request) {
    assertThat(validation(version, request.action(), Direction.REQUEST, request.payload()))
        .as(List.of(version, request).toString())
        .isEqualTo(new Validation.Valid());
  }

  private static Validation validation(
      OcppVersion version, String action, Direction direction, ObjectNode payload) {
    return SCHEMAS.validate(version, action, direction, payload);
  }

  private static ObjectNode json(String text) {
    return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
  }
}
