package io.ocppgateway.e2e;

import static io.ocppgateway.ocpp.OcppVersion.V1_6;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ocppgateway.local.synth.Synth;
import io.ocppgateway.local.usage.FunctionUsage;
import io.ocppgateway.ocpp.environment.GatewayEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Two stacks in one account and region, that of the default name and another: they share one set
/// of topics, and each takes what its own gateway has published, and nobody else's.
class TwoStacksIT {

  private static final JsonMapper JSON = JsonMapper.shared();

  /// The other stack's name, and what its resources' ids begin with here.
  private static final String OTHER = "Other";

  private static final String BOOT =
      "[2,\"%s\",\"BootNotification\",{\"chargePointVendor\":\"V\",\"chargePointModel\":\"M\"}]";
  private static final int OTHER_INTERVAL = 77;

  private static Stack stack;
  private static ExtraGateway otherGateway;

  @BeforeAll
  static void start() throws IOException {
    // The other gateway is started as the process of the first one was; where CI is set, it has to
    // be there.
    Assumptions.assumeTrue(
        System.getenv("CI") != null || Files.isDirectory(Path.of("/proc/self")),
        "there is no /proc here");
    stack =
        Stack.start(
            "two-stacks",
            1,
            List.of("OURS", "THEIRS"),
            Map.of(),
            new EditedTemplate(TwoStacksIT::addTheOther));
    otherGateway =
        ExtraGateway.start(stack, "other-gateway", Map.of(GatewayEnvironment.STACK, OTHER));
  }

  @AfterAll
  static void stop() {
    if (otherGateway != null) {
      otherGateway.close();
    }
    if (stack != null) {
      stack.close();
    }
  }

  /// Routing and tables of a stack of another name, and the role of its gateway.
  private static void addTheOther(ObjectNode resources) {
    Path assembly =
        new Synth(Repository.root(), System.getenv(), System.out::println)
            .synthesize(
                Map.of("stackName", OTHER, "heartbeatInterval", Integer.toString(OTHER_INTERVAL)));
    JsonNode template = JSON.readTree(Repository.read(assembly.resolve(OTHER + ".template.json")));
    ObjectNode others = JSON.createObjectNode();
    template
        .path("Resources")
        .forEachEntry((id, resource) -> {
          if (id.matches("(MessageRouting|OperatorData|GatewayServiceTaskRole[0-9A-F]{8}$).*")) {
            others.set(id, resource);
          }
        });
    String renamed = others.toString();
    for (String id : others.propertyNames()) {
      renamed = renamed.replace("\"" + id + "\"", "\"" + OTHER + id + "\"");
    }
    resources.setAll((ObjectNode) JSON.readTree(renamed));
  }

  @Test
  void eachAnswersItsOwnChargePointsOnceAndTheDefaultOneWhatIsPublishedByHand() {
    try (Messages messages = Messages.on(stack, "OURS/out", "THEIRS/out", "BYHAND/out");
        RawChargePoint ours = RawChargePoint.connect(stack, "OURS", V1_6);
        RawChargePoint theirs = RawChargePoint.connect(otherGateway.port(), "THEIRS", V1_6)) {

      ours.send(BOOT.formatted("boot-ours"));
      theirs.send(BOOT.formatted("boot-theirs"));
      messages.publish("BYHAND/in", BOOT.formatted("boot-by-hand"), V1_6);

      assertThat(ours.await("boot-ours")).contains("\"interval\":10");
      assertThat(theirs.await("boot-theirs")).contains("\"interval\":" + OTHER_INTERVAL);
      assertThat(messages.await("BYHAND/out", "boot-by-hand").payload())
          .contains("\"interval\":10");
      ours.beat();
      theirs.beat();
      // Who watches may hear of it after the charge point.
      await()
          .untilAsserted(() -> {
            assertThat(messages.on("OURS/out")).hasSize(2);
            assertThat(messages.on("THEIRS/out")).hasSize(2);
          });
      assertThat(messages.on("BYHAND/out")).hasSize(1);
      assertThat(invocations("MessageRoutingFrameHandler")).isEqualTo(3);
      assertThat(invocations(OTHER + "MessageRoutingFrameHandler")).isEqualTo(2);
      assertThatEachHasRecordedItsOwn();
    }
  }

  /// Both gateways act in the first stack's role here, as keys are given for that alone: by their
  /// events both charge points are the first's.
  private static void assertThatEachHasRecordedItsOwn() {
    await()
        .untilAsserted(() -> {
          assertThat(rows("chargePointHeartbeat")).containsExactly("OURS");
          assertThat(rows(OTHER + "OperatorDataChargePointHeartbeat")).containsExactly("THEIRS");
          assertThat(rows("-OperatorDataPresence")).contains("OURS", "THEIRS");
        });
    assertThat(rows(OTHER + "OperatorDataPresence")).isEmpty();
  }

  private static List<String> rows(String table) {
    try (DynamoDbClient dynamoDb = stack.dynamoDb()) {
      String name = stack.table(table);
      return dynamoDb.scan(request -> request.tableName(name)).items().stream()
          .map(row -> row.get("chargePointId").s())
          .toList();
    }
  }

  private static long invocations(String function) {
    return stack.local().usage().functions().stream()
        .filter(usage -> usage.logicalId().startsWith(function))
        .mapToLong(FunctionUsage::invocations)
        .sum();
  }
}
