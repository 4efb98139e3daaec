package io.ocppgateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ocppgateway.lambdas.RoutingTable;
import io.ocppgateway.lambdas.shadow.Shadow;
import io.ocppgateway.lambdas.shadow.Shadows;
import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.ocpp.OcppVersion;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import tools.jackson.databind.node.ObjectNode;

/// The routing table in code and the rules in the template agree: whatever the table answers is
/// brought to it by the rules, once.
@ExtendWith(LocalStackExtension.class)
class RoutingIT {

  private static final String UNKNOWN_ACTION = "MakeCoffee";

  private final Stack stack;

  RoutingIT(Stack stack) {
    this.stack = stack;
  }

  /// A CALL of an action, from a charge point that says nothing else.
  private record Sent(OcppVersion version, String action) {

    String thingName() {
      return "ROUTED-%s-%s".formatted(version, action);
    }

    /// Tells its line in the log from any other.
    String messageId() {
      return "id-%s-%s".formatted(version, action);
    }

    String frame() {
      return "[2,\"%s\",\"%s\",{}]".formatted(messageId(), action);
    }
  }

  @Test
  void everyActionReachesTheFunctionOnceAndHeartbeatsTheirTable() {
    List<Sent> answered = answeredByTheTable();
    List<Sent> unknown =
        Arrays.stream(OcppVersion.values()).map(v -> new Sent(v, UNKNOWN_ACTION)).toList();
    List<Sent> all = new ArrayList<>(answered);
    all.addAll(unknown);
    try (Messages messages = Messages.on(stack, "+/out");
        DynamoDbClient dynamoDb = stack.dynamoDb()) {

      all.forEach(sent -> messages.publish(sent.thingName() + "/in", sent.frame(), sent.version()));

      all.forEach(sent -> messages.await(sent.thingName() + "/out", sent.messageId()));
      Set<String> heartbeats = thingNames(answered.stream(), "Heartbeat");
      await().untilAsserted(() -> assertThat(recorded(dynamoDb)).containsAll(heartbeats));
      assertThat(recorded(dynamoDb)).isEqualTo(heartbeats).hasSize(OcppVersion.values().length);
      // The function writes its line when it has answered.
      await()
          .untilAsserted(() ->
              assertThat(all)
                  .allSatisfy(sent -> assertThat(invocations(sent.messageId())).isPositive()));
      assertThat(all)
          .allSatisfy(sent -> {
            assertThat(invocations(sent.messageId())).isEqualTo(1);
            assertThat(messages.on(sent.thingName() + "/out")).hasSize(1);
          });
      assertThat(answered)
          .allSatisfy(sent -> assertThat(answer(messages, sent)).doesNotContain("NotImplemented"));
      assertThat(unknown)
          .allSatisfy(sent -> assertThat(answer(messages, sent)).contains("NotImplemented"));
    }
  }

  @Test
  void theResultOfACommandReachesTheFunctionOnceAndNothingElse() {
    String result = "[3,\"id-of-a-command\",{\"status\":\"Accepted\"}]";
    try (Messages messages = Messages.on(stack, "ROUTED-RESULT/out");
        DynamoDbClient dynamoDb = stack.dynamoDb()) {

      messages.publish("ROUTED-RESULT/in", result, OcppVersion.V1_6);

      await().until(() -> invocations("id-of-a-command") > 0);
      assertThat(invocations("id-of-a-command")).isEqualTo(1);
      assertThat(messages.seen()).isEmpty();
      assertThat(recorded(dynamoDb)).doesNotContain("ROUTED-RESULT");
    }
  }

  private static List<Sent> answeredByTheTable() {
    return RoutingTable.of(new NoShadows(), Duration.ofSeconds(1), Clock.systemUTC())
        .actions()
        .stream()
        .map(action -> new Sent(action.version(), action.name()))
        .toList();
  }

  private static String answer(Messages messages, Sent sent) {
    return messages.on(sent.thingName() + "/out").getFirst();
  }

  private static Set<String> thingNames(Stream<Sent> sent, String action) {
    return sent.filter(each -> each.action().equals(action))
        .map(Sent::thingName)
        .collect(Collectors.toSet());
  }

  /// The charge points of this test whose heartbeats the rule has recorded.
  private static Set<String> recorded(DynamoDbClient dynamoDb) {
    return dynamoDb
        .scanPaginator(request -> request.tableName("chargePointHeartbeat"))
        .items()
        .stream()
        .map(item -> item.get("chargePointId").s())
        .filter(thingName -> thingName.startsWith("ROUTED-"))
        .collect(Collectors.toSet());
  }

  /// How often the function was invoked with a message: it writes one line for each.
  private long invocations(String messageId) {
    return stack.local().usage().functions().stream()
        .map(function -> stack.logs().resolve(function.logicalId() + ".log"))
        .flatMap(log -> Repository.read(log).lines())
        .filter(line -> line.contains("\"messageId\":\"%s\"".formatted(messageId)))
        .count();
  }

  /// Nobody asks the table's handlers anything here.
  private static final class NoShadows implements Shadows {
    @Override
    public ObjectNode reported(ChargePointId chargePointId, Shadow shadow) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean report(ChargePointId chargePointId, Shadow shadow, ObjectNode changes) {
      throw new UnsupportedOperationException();
    }
  }
}
