package io.ocppgateway.bench.storm;

import io.ocppgateway.gateway.admission.Arrival;
import io.ocppgateway.gateway.admission.ConnectRate;
import io.ocppgateway.gateway.admission.Outcome;
import io.ocppgateway.gateway.admission.TokenBucket;
import io.ocppgateway.simulator.behaviour.RetryBackOff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// One storm. Time goes by in ticks; in each, the charge points that are due knock at a gateway,
/// and the gateways admit those whose turn it is.
///
/// A gateway whose core has work for longer than a charge point waits does not answer it in time;
/// that attempt costs the gateway nothing, as the connection is still in the kernel's queue.
/// Network delays are left out.
final class Storm {

  private static final Duration TICK = Duration.ofMillis(10);
  private static final Duration LONGEST = Duration.ofHours(24);
  private static final long TICKS_PER_SECOND = Duration.ofSeconds(1).dividedBy(TICK);

  private final Scenario scenario;
  private final SplittableRandom random;
  private final Agenda agenda;
  private final byte[] failures;
  private final BitSet connecting = new BitSet();
  private final List<SimulatedGateway> gateways;
  private final TokenBucket quota;

  private int tick;
  private int back;
  private int waiting;
  private long handshakes;
  private long unanswered;
  private long turnedAway;
  private long connects;
  private long refused;

  private Storm(Scenario scenario) {
    this.scenario = scenario;
    random = new SplittableRandom(scenario.seed());
    agenda = new Agenda(scenario.chargePoints(), ticks(LONGEST));
    failures = new byte[scenario.chargePoints()];
    ConnectRate account = ConnectRate.ofPerSecond(scenario.connectsPerSecond());
    gateways =
        Stream.generate(
                () -> new SimulatedGateway(scenario.share(), scenario.maxWaitingHandshakes()))
            .limit(scenario.gateways())
            .toList();
    quota = new TokenBucket(account, 0);
  }

  /// Lets a storm pass, to the last charge point.
  static Curve pass(Scenario scenario) {
    return new Storm(scenario).run();
  }

  private Curve run() {
    IntStream.range(0, scenario.chargePoints())
        .forEach(chargePoint -> agenda.enter(chargePoint, ticksWithin(scenario.noticedWithin())));
    List<Second> seconds = new ArrayList<>();
    while (back < scenario.chargePoints()) {
      agenda.takeAll(tick, this::act);
      gateways.forEach(this::admitWaiting);
      tick++;
      if (tick % TICKS_PER_SECOND == 0) {
        seconds.add(second());
      }
    }
    seconds.add(second());
    return new Curve(scenario, seconds);
  }

  private Second second() {
    long worked = gateways.stream().mapToLong(SimulatedGateway::workedNanos).sum();
    return new Second(
        back,
        handshakes,
        unanswered,
        turnedAway,
        connects,
        refused,
        waiting,
        Duration.ofNanos(worked));
  }

  private void act(int chargePoint) {
    if (connecting.get(chargePoint)) {
      onConnect(chargePoint);
    } else {
      knock(chargePoint);
    }
  }

  private void knock(int chargePoint) {
    handshakes++;
    SimulatedGateway gateway = gateways.get(random.nextInt(gateways.size()));
    if (gateway.backlogNanos(now()) > Scenario.PATIENCE.toNanos()) {
      unanswered++;
      comeBackLater(chargePoint, Scenario.PATIENCE);
    } else if (scenario.admission()) {
      ask(gateway, chargePoint);
    } else {
      connect(gateway, chargePoint);
    }
  }

  private void ask(SimulatedGateway gateway, int chargePoint) {
    switch (gateway.waitingRoom().arrive(Arrival.HANDSHAKE, chargePoint, now())) {
      case Outcome.Admitted<Integer> _ -> connect(gateway, chargePoint);
      case Outcome.Waits<Integer> _ -> waiting++;
      case Outcome.TurnedAway<Integer> _ -> {
        turnedAway++;
        gateway.refuse(now());
        Duration held = TICK.multipliedBy(ticksWithin(scenario.refusalsHeld()));
        comeBackLater(chargePoint, backlog(gateway).plus(held));
      }
    }
  }

  private void admitWaiting(SimulatedGateway gateway) {
    Integer admitted = gateway.waitingRoom().next(now());
    while (admitted != null) {
      waiting--;
      connect(gateway, admitted);
      admitted = gateway.waitingRoom().next(now());
    }
  }

  /// The CONNECT reaches the broker when the core has done all that came before.
  private void connect(SimulatedGateway gateway, int chargePoint) {
    gateway.connect(now());
    connecting.set(chargePoint);
    agenda.enter(chargePoint, tick + 1 + ticks(backlog(gateway)));
  }

  private void onConnect(int chargePoint) {
    connecting.clear(chargePoint);
    connects++;
    if (quota.take(now())) {
      back++;
    } else {
      refused++;
      comeBackLater(chargePoint, Duration.ZERO);
    }
  }

  /// @param answered when the charge point hears of its failure, from now
  private void comeBackLater(int chargePoint, Duration answered) {
    RetryBackOff backOff = scenario.backOff();
    Duration wait = backOff.waitMinimum().multipliedBy(1L << failures[chargePoint]);
    if (failures[chargePoint] < backOff.repeatTimes()) {
      failures[chargePoint]++;
    }
    agenda.enter(
        chargePoint, tick + 1 + ticks(answered.plus(wait)) + ticksWithin(backOff.randomRange()));
  }

  private Duration backlog(SimulatedGateway gateway) {
    return Duration.ofNanos(gateway.backlogNanos(now()));
  }

  private int ticks(Duration duration) {
    return (int) duration.dividedBy(TICK);
  }

  private int ticksWithin(Duration range) {
    return random.nextInt(ticks(range) + 1);
  }

  private long now() {
    return tick * TICK.toNanos();
  }
}
