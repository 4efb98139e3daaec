package io.ocppgateway.lambdas;

import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.ocpp.message.Action;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Whatever an object holds, its CALL is answered, once, and nothing fails: charge points put
/// anything anywhere.
class AnyPayloadTest {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /// Fields of the messages that are answered, and one of none.
  private static final List<String> FIELDS =
      List.of(
          "chargePointVendor",
          "chargePointModel",
          "chargingStation",
          "modem",
          "reason",
          "customData",
          "connectorId",
          "evseId",
          "status",
          "connectorStatus",
          "errorCode",
          "timestamp",
          "other");

  static LongStream seeds() {
    return LongStream.range(0, 60);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void anyObjectIsAnsweredOnceWithoutAFailure(long seed) {
    CentralSystem system = CentralSystem.lenient();
    List<Action<?, ?>> actions =
        RoutingTable.of(system.shadows, Duration.ofSeconds(300), system.clock).actions();
    Random random = new Random(seed);

    for (Action<?, ?> action : actions) {
      ObjectNode payload = object(random, 0);
      List<String> frames =
          system.send(
              action.version(),
              "[2,\"%s\",\"%s\",%s]".formatted(action.version().ordinal(), action.name(), payload));

      assertThat(frames).as("%s %s", action, payload).singleElement().asString().startsWith("[3,");
    }
  }

  private static ObjectNode object(Random random, int depth) {
    ObjectNode object = JSON.objectNode();
    for (int i = random.nextInt(8); i > 0; i--) {
      object.set(FIELDS.get(random.nextInt(FIELDS.size())), value(random, depth + 1));
    }
    return object;
  }

  private static JsonNode value(Random random, int depth) {
    return switch (random.nextInt(depth > 3 ? 9 : 11)) {
      case 0 -> JSON.nullNode();
      case 1 -> JSON.booleanNode(random.nextBoolean());
      case 2 -> JSON.numberNode(random.nextInt());
      case 3 -> JSON.numberNode(random.nextLong());
      case 4 -> JSON.numberNode(random.nextDouble() * 1e300);
      case 5 -> JSON.stringNode("");
      case 6 -> JSON.stringNode("2026-01-31T12:00:00");
      case 7 -> JSON.stringNode("\u0000\ud800" + "x".repeat(random.nextInt(300)));
      case 8 -> JSON.stringNode(Integer.toString(random.nextInt()));
      case 9 -> object(random, depth);
      default -> {
        ArrayNode array = JSON.arrayNode();
        array.add(value(random, depth + 1));
        yield array;
      }
    };
  }
}
