package io.ocppgateway.e2e;

import static io.ocppgateway.ocpp.OcppVersion.V1_6;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.iot.IotClient;
import software.amazon.awssdk.services.iot.model.ThingAttribute;
import software.amazon.awssdk.services.iotdataplane.IotDataPlaneClient;

/// What an operator does with unmodified AWS SDK clients takes effect on charge points.
@ExtendWith(LocalStackExtension.class)
class AwsSdkIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Stack stack;

  AwsSdkIT(Stack stack) {
    this.stack = stack;
  }

  @Test
  void aThingIsWelcomeSoonAfterItWasCreated() {
    try (IotClient iot = stack.iot();
        RawChargePoint early = RawChargePoint.connect(stack, "SDK-NEW", V1_6)) {
      RawChargePoint.Goodbye refusal = early.awaitGoodbye();

      iot.createThing(request -> request.thingName("SDK-NEW"));

      assertThat(refusal)
          .isEqualTo(
              new RawChargePoint.Goodbye(
                  1008, "Charge Point SDK-NEW not registered as an IoT Thing"));
      // The gateway remembers for two seconds whom it has refused.
      await().atMost(PATIENCE).until(() -> isWelcome("SDK-NEW"));
      assertThat(iot.listThingsPaginator().things())
          .extracting(ThingAttribute::thingName)
          .contains("SDK-NEW", "CP1");
    }
  }

  @Test
  void aThingThatWasDeletedIsRefused() {
    try (IotClient iot = stack.iot()) {
      iot.createThing(request -> request.thingName("SDK-GONE"));

      iot.deleteThing(request -> request.thingName("SDK-GONE"));

      assertThatIsRefused("SDK-GONE");
    }
  }

  @Test
  void aRowInTheOperatorsTableRegistersAsWellAndDisables() {
    try (DynamoDbClient dynamoDb = stack.dynamoDb()) {
      putChargePoint(dynamoDb, "SDK-ROW", Map.of());
      putChargePoint(dynamoDb, "SDK-OFF", Map.of("enabled", AttributeValue.fromBool(false)));

      assertThatIsAnswered("SDK-ROW");
      assertThatIsRefused("SDK-OFF");
    }
  }

  @Test
  void aChargePointThatIsDisabledAndDisconnectedLeavesAndStaysOut() {
    try (DynamoDbClient dynamoDb = stack.dynamoDb();
        IotDataPlaneClient iotData = stack.iotData()) {
      putChargePoint(dynamoDb, "SDK-KICKED", Map.of());
      try (RawChargePoint chargePoint = RawChargePoint.connect(stack, "SDK-KICKED", V1_6)) {
        chargePoint.beat();
        putChargePoint(dynamoDb, "SDK-KICKED", Map.of("enabled", AttributeValue.fromBool(false)));

        iotData.deleteConnection(request -> request.clientId("SDK-KICKED"));

        assertThat(chargePoint.awaitGoodbye())
            .isEqualTo(new RawChargePoint.Goodbye(1008, "Disconnected by the operator"));
      }
      assertThatIsRefused("SDK-KICKED");
    }
  }

  @Test
  void aCommandIsPublishedByRest() {
    String command = "[2,\"by-rest\",\"ClearCache\",{}]";
    try (IotDataPlaneClient iotData = stack.iotData();
        IotClient iot = stack.iot()) {
      iot.createThing(request -> request.thingName("SDK-REST"));
      try (RawChargePoint chargePoint = RawChargePoint.connect(stack, "SDK-REST", V1_6)) {
        chargePoint.beat();

        iotData.publish(request ->
            request.topic("SDK-REST/out").qos(1).payload(SdkBytes.fromUtf8String(command)));

        assertThat(chargePoint.await("by-rest")).isEqualTo(command);
      }
    }
  }

  private void putChargePoint(
      DynamoDbClient dynamoDb, String thingName, Map<String, AttributeValue> attributes) {
    Map<String, AttributeValue> item = new HashMap<>(attributes);
    item.put("chargePointId", AttributeValue.fromS(thingName));
    dynamoDb.putItem(request -> request.tableName(stack.table("ChargePoints")).item(item));
  }

  private void assertThatIsAnswered(String identity) {
    try (RawChargePoint chargePoint = RawChargePoint.connect(stack, identity, V1_6)) {
      chargePoint.beat();
    }
  }

  private boolean isWelcome(String identity) {
    try (RawChargePoint chargePoint = RawChargePoint.connect(stack, identity, V1_6)) {
      chargePoint.send("[2,\"1\",\"Heartbeat\",{}]");
      await()
          .atMost(PATIENCE)
          .until(() -> !chargePoint.isOpen() || !chargePoint.received().isEmpty());
      return chargePoint.isOpen();
    }
  }

  private void assertThatIsRefused(String identity) {
    try (RawChargePoint chargePoint = RawChargePoint.connect(stack, identity, V1_6)) {
      assertThat(chargePoint.awaitGoodbye().code()).isEqualTo(1008);
    }
  }
}
