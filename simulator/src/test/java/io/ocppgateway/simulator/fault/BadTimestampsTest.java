package io.ocppgateway.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.simulator.behaviour.Request;
import io.ocppgateway.simulator.options.CallHabits;
import io.ocppgateway.simulator.options.ChargePointOptions;
import java.net.URI;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class BadTimestampsTest {

  @Test
  void everyWayOfTheFieldComesInTurn() {
    CallHabits habits = habits();

    List<String> told =
        Stream.generate(() -> reworded(habits, "2026-01-01T10:00:00Z")).limit(6).toList();

    assertThat(told.subList(0, 5))
        .containsExactlyInAnyOrder(
            "2026-01-01T10:00:00",
            "2026-01-01T12:00:00+02",
            "1970-01-01T00:02:03Z",
            "",
            "2026-01-01T12:00:00Z");
    assertThat(told.get(5)).isEqualTo(told.get(0));
  }

  @Test
  void whatIsNoTimestampStaysAndSoDoesTheRequestItself() {
    ObjectNode payload = payload("ABC-0T0123456789-X");
    Request request = new Request("DataTransfer", payload);

    Request said = habits().wording().apply(request).getFirst();

    assertThat(said).isEqualTo(request);
    assertThat(said.payload()).isNotSameAs(payload);
  }

  private static CallHabits habits() {
    ChargePointOptions options =
        ChargePointOptions.of(
            URI.create("ws://localhost"), new ChargePointId("CP1"), OcppVersion.V1_6);
    return new BadTimestamps().options(options, new SplittableRandom(7)).callHabits();
  }

  private static String reworded(CallHabits habits, String text) {
    return habits
        .wording()
        .apply(new Request("MeterValues", payload(text)))
        .getFirst()
        .payload()
        .at("/meterValue/0/timestamp")
        .asString();
  }

  private static ObjectNode payload(String text) {
    ObjectNode payload = JsonNodeFactory.instance.objectNode();
    payload.putArray("meterValue").addObject().put("timestamp", text);
    return payload;
  }
}
