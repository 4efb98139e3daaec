package io.ocppgateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The walk-through of the original sample, step by step as its users know it, with the commands
/// that people type.
@ExtendWith(LocalStackExtension.class)
class WalkThroughIT {

  private final Stack stack;

  WalkThroughIT(Stack stack) {
    this.stack = stack;
  }

  @Test
  void aChargePointBootsBeatsAndIsAnswered() {
    try (Program chargePoint = stack.simulate("CP1")) {
      chargePoint.awaitLine("CP1: connected to central system");
      String boot = chargePoint.awaitLine("\"BootNotification\"");
      String accepted = chargePoint.awaitLine("\"status\":\"Accepted\"");
      chargePoint.awaitLine("CP1: heartbeat interval set to 10");
      String heartbeat = chargePoint.awaitLine("\"Heartbeat\"");
      String beaten = chargePoint.awaitLine("CP1: receive message [3,\"" + messageId(heartbeat));

      assertThat(boot).startsWith("CP1: send [2,\"").contains("\"reason\":\"PowerUp\"");
      assertThat(accepted)
          .startsWith("CP1: receive message [3,\"" + messageId(boot))
          .contains("\"interval\":10");
      assertThat(beaten).matches(".*\"currentTime\":\"[0-9T:.-]+Z\".*");
    }
  }

  @Test
  void anUnregisteredChargePointIsRejectedWithCodeAndReason() {
    try (Program chargePoint = stack.simulate("CP2")) {
      String line = chargePoint.awaitLine("1008");

      assertThat(line).contains("Charge Point CP2 not registered as an IoT Thing");
      assertThat(chargePoint.awaitExit()).isEqualTo(1);
    }
  }

  @Test
  void anyoneCanWatchWhatPasses() {
    try (Program watch = Cpo.start("watch", "+/in", "+/out", "--mqtt-port", stack.mqttPort());
        Messages messages = Messages.on(stack, "CP16/in", "CP16/out")) {
      watch.awaitLine("+/out");
      try (Program chargePoint = stack.simulate("CP16", "--protocol", "ocpp1.6")) {
        String boot = chargePoint.awaitLine("\"BootNotification\"");

        Messages.Message up = messages.await("CP16/in", messageId(boot));
        Messages.Message down = messages.await("CP16/out", messageId(boot));

        assertThat(boot).endsWith("send " + up.payload());
        assertThat(up.userProperties()).containsExactly("ocpp=ocpp1.6");
        chargePoint.awaitLine("receive message " + down.payload());
        watch.awaitLine("CP16/in");
        watch.awaitLine("CP16/out");
      }
    }
  }

  @Test
  void theHardwareStandsInTheShadow() {
    bootOnce("CP201");
    String first = shadow("CP201", "ABC 123 XYZ");
    bootOnce(
        "CP201",
        "--cp-serial",
        "SN-42",
        "--cp-model",
        "M1",
        "--cp-version",
        "2.0",
        "--cp-vendor",
        "V");
    String second = shadow("CP201", "SN-42");

    assertThat(first).contains("Acme Electrical Systems", "CP1234567890A01", "PowerUp");
    assertThat(second)
        .contains("M1", "2.0", "\"V\"")
        .doesNotContain("ABC 123 XYZ", "CP1234567890A01");
  }

  @Test
  void heartbeatsAreRecordedByARuleWithoutALambda() {
    try (Program chargePoint = stack.simulate("CP21", "--protocol", "ocpp2.1");
        DynamoDbClient dynamoDb = stack.dynamoDb()) {
      chargePoint.awaitLine("\"Heartbeat\"");

      await()
          .untilAsserted(() ->
              assertThat(
                      dynamoDb
                          .getItem(request ->
                              request
                                  .tableName("chargePointHeartbeat")
                                  .key(Map.of("chargePointId", AttributeValue.fromS("CP21"))))
                          .item())
                  .containsKey("lastTimestamp"));
      try (Program table =
          Cpo.start("table", "chargePointHeartbeat", "--aws-port", stack.awsPort())) {
        assertThat(table.awaitLine("CP21")).contains("CP21");
      }
    }
  }

  @Test
  void aSecondConnectionTakesOver() {
    try (Program first = stack.wscat("WSCAT", "ocpp2.0.1")) {
      first.awaitLine("Connected");
      try (Program second = stack.wscat("WSCAT", "ocpp2.0.1")) {
        second.awaitLine("Connected");

        String end = first.awaitLine("Disconnected");
        second.type("[2,\"after-takeover\",\"Heartbeat\",{}]");

        assertThat(end).isEqualTo("Disconnected (code: 1000, reason: \"\")");
        second.awaitLine("[3,\"after-takeover\"");
      }
    }
  }

  @Test
  void wscatIsToldWhyAnUnregisteredChargePointIsRefused() {
    try (Program wscat = stack.wscat("CPX", "ocpp2.0.1")) {
      wscat.awaitLine("Connected");

      assertThat(wscat.awaitLine("Disconnected"))
          .isEqualTo(
              "Disconnected (code: 1008, reason: \"Charge Point CPX not registered as an IoT Thing\")");
    }
  }

  @Test
  void aCommandIsAnswered() {
    String command = "[2,\"command-1\",\"GetVariables\",{\"getVariableData\":[]}]";
    try (Messages messages = Messages.on(stack, "CMD/in");
        Program register = Cpo.start("register", "CMD", "--aws-port", stack.awsPort())) {
      assertThat(register.awaitExit()).isZero();
      try (Program chargePoint = stack.simulate("CMD")) {
        chargePoint.awaitLine("\"Heartbeat\"");

        messages.publish("CMD/out", command);

        chargePoint.awaitLine("CMD: receive message " + command);
        assertThat(messages.await("CMD/in", "\"command-1\"").payload()).matches("^\\[[34],.*");
      }
    }
  }

  private void bootOnce(String identity, String... options) {
    try (Program chargePoint = stack.simulate(identity, options)) {
      chargePoint.awaitLine("heartbeat interval set");
    }
  }

  private String shadow(String identity, String awaited) {
    try (Program shadow = Cpo.start("shadow", identity, "--aws-port", stack.awsPort())) {
      shadow.awaitLine(awaited);
      shadow.awaitExit();
      return String.join("\n", shadow.lines());
    }
  }

  /// The second element of the frame in a line, without its closing quote.
  private static String messageId(String line) {
    return line.replaceAll("^[^\\[]*\\[\\d,\"([^\"]+)\".*$", "$1");
  }
}
