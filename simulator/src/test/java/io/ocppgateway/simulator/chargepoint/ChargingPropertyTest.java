package io.ocppgateway.simulator.chargepoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.simulator.behaviour.Profile;
import io.ocppgateway.simulator.behaviour.RetryBackOff;
import io.ocppgateway.simulator.behaviour.Span;
import io.ocppgateway.simulator.behaviour.Use;
import io.ocppgateway.simulator.chargepoint.AnsweringCentralSystem.Call;
import io.ocppgateway.simulator.options.ChargePointOptions;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/// The laws of transactions, however often the connection breaks and the charge point is reset.
class ChargingPropertyTest {

  private static final Profile SESSIONS =
      Profile.BUSY.withUse(
          new Use.Sessions(
              new Span(Duration.ofSeconds(5), Duration.ofSeconds(30)),
              new Span(Duration.ofSeconds(20), Duration.ofMinutes(3)),
              Duration.ofSeconds(5),
              Duration.ofSeconds(20),
              22_000));

  @Property(tries = 60)
  void everyTransactionIsToldWholeAndInOrder(
      @ForAll OcppVersion version,
      @ForAll long seed,
      @ForAll @Size(max = 40) List<@IntRange(min = 1, max = 90) Integer> upAndDownSeconds) {
    ManualTimers timers = new ManualTimers();
    AnsweringCentralSystem csms = new AnsweringCentralSystem(timers, version);
    ChargePoint chargePoint = start(csms, timers, version, seed);

    boolean up = true;
    for (int seconds : upAndDownSeconds) {
      timers.turn(Duration.ofSeconds(seconds));
      up = !up;
      if (up) {
        csms.comesUp();
      } else {
        csms.goesDown();
      }
    }
    csms.comesUp();
    timers.turn(Duration.ofMinutes(20));

    assertThat(chargePoint.calls().failed()).isZero();
    List<Call> told = withoutRepetitions(csms.transactionMessages());
    assertThat(energies(told)).isSorted();
    assertThat(told).extracting(Call::timestamp).isSorted();
    if (version == OcppVersion.V1_6) {
      assertSessionsOf16AreWhole(told);
    } else {
      assertEventsAreGapless(told);
    }
  }

  /// A message whose answer was cut off is sent again as it was.
  private static List<Call> withoutRepetitions(List<Call> calls) {
    List<Call> once = new ArrayList<>();
    for (Call call : calls) {
      if (once.isEmpty() || !once.getLast().payload().equals(call.payload())) {
        once.add(call);
      }
    }
    return once;
  }

  private static List<Long> energies(List<Call> told) {
    return told.stream()
        .map(call ->
            call.text("/meterStart")
                + call.text("/meterStop")
                + call.text("/meterValue/0/sampledValue/0/value"))
        .filter(text -> !text.isEmpty())
        .map(Long::valueOf)
        .toList();
  }

  private static void assertSessionsOf16AreWhole(List<Call> told) {
    String running = "";
    for (Call call : told) {
      switch (call.action()) {
        case "StartTransaction" -> {
          assertThat(running).isEmpty();
          running = "any";
        }
        default -> {
          String id = call.text("/transactionId");
          assertThat(id).matches("[1-9]\\d*");
          assertThat(running).isIn("any", id);
          running = call.action().equals("StopTransaction") ? "" : id;
        }
      }
    }
  }

  private static void assertEventsAreGapless(List<Call> told) {
    Map<String, List<Call>> byTransaction = new LinkedHashMap<>();
    for (Call call : told) {
      String id = call.text("/transactionInfo/transactionId");
      byTransaction.computeIfAbsent(id, _ -> new ArrayList<>()).add(call);
    }
    byTransaction.forEach((id, events) -> {
      assertThat(events)
          .as(id)
          .extracting(call -> Integer.parseInt(call.text("/seqNo")))
          .containsExactlyElementsOf(IntStream.range(0, events.size()).boxed().toList());
      assertThat(events.getFirst().text("/eventType")).isEqualTo("Started");
      assertThat(events.stream().skip(1).limit(Math.max(0, events.size() - 2)))
          .allMatch(event -> event.text("/eventType").equals("Updated"));
    });
    // All but the last, which may still run, have ended.
    assertThat(byTransaction.values().stream().limit(Math.max(0, byTransaction.size() - 1)))
        .allMatch(events -> events.getLast().text("/eventType").equals("Ended"));
  }

  private static ChargePoint start(
      AnsweringCentralSystem csms, ManualTimers timers, OcppVersion version, long seed) {
    ChargePointOptions options =
        ChargePointOptions.of(
                URI.create("ws://localhost"),
                ChargePointId.ofIdentity("CP1").orElseThrow(),
                version)
            .withProfile(SESSIONS)
            .withRetryBackOff(new RetryBackOff(Duration.ofSeconds(1), Duration.ofSeconds(3), 2));
    Surroundings surroundings =
        new Surroundings(
            csms,
            timers,
            timers,
            new Random(seed),
            AnsweringCentralSystem.SCHEMAS,
            new ChargePointListener() {});
    ChargePoint chargePoint = new ChargePoint(options, surroundings, _ -> {});
    chargePoint.start();
    return chargePoint;
  }
}
