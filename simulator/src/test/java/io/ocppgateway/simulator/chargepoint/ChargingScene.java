package io.ocppgateway.simulator.chargepoint;

import static io.ocppgateway.ocpp.OcppVersion.V1_6;

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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// A charge point, the central system that it tells of its sessions, and the clock between them.
final class ChargingScene {

  static final Duration PAUSE = Duration.ofMinutes(30);
  static final Duration LENGTH = Duration.ofMinutes(25);
  static final Duration UNPLUGGING = Duration.ofMinutes(2);

  /// A vehicle within half an hour, which charges 25 minutes with three readings at 12 kW.
  static final Profile SESSIONS =
      Profile.BUSY.withUse(
          new Use.Sessions(
              Span.of(PAUSE), Span.of(LENGTH), UNPLUGGING, Duration.ofMinutes(8), 12_000));

  final ManualTimers timers = new ManualTimers();
  final List<String> heard = new ArrayList<>();
  AnsweringCentralSystem csms;
  ChargePoint chargePoint;

  /// A central system that is not started yet.
  void answering(OcppVersion version) {
    csms = new AnsweringCentralSystem(timers, version);
  }

  /// A charge point that has booted.
  void start(OcppVersion version, Profile profile) {
    answering(version);
    start(version, profile, new Random(1));
  }

  void start(OcppVersion version, Profile profile, Random random) {
    ChargePointOptions options =
        ChargePointOptions.of(
                URI.create("ws://localhost"),
                ChargePointId.ofIdentity("CP1").orElseThrow(),
                version)
            .withProfile(profile)
            .withRetryBackOff(new RetryBackOff(Duration.ofSeconds(1), Duration.ofSeconds(1), 2));
    Surroundings surroundings =
        new Surroundings(
            csms, timers, timers, random, AnsweringCentralSystem.SCHEMAS, new Listener());
    chargePoint = new ChargePoint(options, surroundings, _ -> {});
    chargePoint.start();
    timers.turn(Duration.ofSeconds(1));
  }

  private final class Listener implements ChargePointListener {
    @Override
    public void transactionBegan(ChargePointId id) {
      heard.add("began");
    }

    @Override
    public void transactionEnded(ChargePointId id) {
      heard.add("ended");
    }

    @Override
    public void transactionMessageGivenUp(ChargePointId id, String action) {
      heard.add("given up " + action);
    }
  }

  /// What is said after the boot, heartbeats left out.
  List<String> session() {
    return csms.calls.stream()
        .skip(1)
        .filter(call -> !call.action().equals("Heartbeat"))
        .map(ChargingScene::words)
        .dropWhile("StatusNotification Available"::equals)
        .toList();
  }

  private static String words(Call call) {
    return switch (call.action()) {
      case "StatusNotification" ->
          "StatusNotification " + call.text("/status") + call.text("/connectorStatus");
      case "TransactionEvent" ->
          String.join(
              " ",
              "TransactionEvent",
              call.text("/eventType"),
              call.text("/triggerReason"),
              call.text("/transactionInfo/chargingState"),
              call.text("/seqNo"));
      default -> call.action();
    };
  }

  List<Long> energies() {
    return csms.transactionMessages().stream()
        .map(call ->
            call.text("/meterStart")
                + call.text("/meterStop")
                + call.text("/meterValue/0/sampledValue/0/value"))
        .filter(text -> !text.isEmpty())
        .map(Long::valueOf)
        .toList();
  }

  String remoteStart(OcppVersion version) {
    return version == V1_6
        ? csms.statusOf("RemoteStartTransaction", "{'idTag':'REMOTE'}")
        : csms.statusOf(
            "RequestStartTransaction",
            "{'remoteStartId':42,'idToken':{'idToken':'REMOTE','type':'Central'}}");
  }

  String remoteStop(OcppVersion version, String transactionId) {
    return version == V1_6
        ? csms.statusOf("RemoteStopTransaction", "{'transactionId':%s}".formatted(transactionId))
        : csms.statusOf(
            "RequestStopTransaction", "{'transactionId':'%s'}".formatted(transactionId));
  }

  String transactionId(OcppVersion version) {
    return version == V1_6
        ? "1"
        : csms.last("TransactionEvent").text("/transactionInfo/transactionId");
  }

  static String refusal(OcppVersion version) {
    return version == V1_6
        ? "{'idTagInfo':{'status':'Blocked'}}"
        : "{'idTokenInfo':{'status':'Blocked'}}";
  }

  /// How long after the start of a charge point its first vehicle comes.
  Duration firstArrival(int seed) {
    csms = new AnsweringCentralSystem(timers, V1_6);
    Instant begin = timers.instant();
    start(V1_6, SESSIONS, new Random(seed));
    timers.turn(PAUSE);
    chargePoint.stop();
    return Duration.between(begin, csms.calls("Authorize").getFirst().at());
  }
}
