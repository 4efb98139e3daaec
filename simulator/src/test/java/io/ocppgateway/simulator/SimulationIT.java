package io.ocppgateway.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.ocppgateway.ocpp.ChargePointId;
import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.simulator.behaviour.RetryBackOff;
import io.ocppgateway.simulator.chargepoint.ChargePointListener;
import io.ocppgateway.simulator.chargepoint.Ending;
import io.ocppgateway.simulator.chargepoint.LinePrinter;
import io.ocppgateway.simulator.options.ChargePointOptions;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SimulationIT {

  private static final RetryBackOff SHORT =
      new RetryBackOff(Duration.ofMillis(50), Duration.ZERO, 0);

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private TestCentralSystem csms;
  private Simulation simulation;

  @BeforeEach
  void open() throws InterruptedException {
    csms = new TestCentralSystem();
    simulation = Simulation.open(new LinePrinter(lines::add));
  }

  @AfterEach
  void close() {
    simulation.close();
    csms.close();
  }

  @Test
  void transcriptReadsAsPeopleKnowIt() {
    start("CP1");

    await().until(() -> texts("Heartbeat").size() >= 2);

    assertThat(lines.get(0)).startsWith("CP1: send [2,\"").contains("\"BootNotification\",{");
    assertThat(lines.get(1)).startsWith("CP1: receive message [3,\"").contains("\"Accepted\"");
    assertThat(lines.get(2)).isEqualTo("CP1: connected to central system");
    assertThat(lines.get(3)).isEqualTo("CP1: heartbeat interval set to 1");
    assertThat(csms.offeredSubprotocols).containsExactly("ocpp2.0.1");
  }

  @Test
  void identityIsPercentEncoded() {
    start("DE*ABC/1 ü");

    await().until(() -> !texts("BootNotification").isEmpty());

    assertThat(csms.paths).containsExactly("/DE%2AABC%2F1%20%C3%BC");
  }

  @Test
  void stopSaysGoodbye() {
    SimulatedChargePoint chargePoint = start("CP1");
    await().until(() -> !texts("Heartbeat").isEmpty());

    chargePoint.stop();

    assertThat(chargePoint.ended().join()).isEqualTo(new Ending.Stopped());
    await().until(() -> csms.closes.equals(List.of(1000)));
  }

  @Test
  void closeOfTheSimulationSaysGoodbyeForAll() {
    start("CP1");
    start("CP2");
    await().until(() -> texts("BootNotification").size() == 2);

    simulation.close();

    await().until(() -> csms.closes.equals(List.of(1000, 1000)));
  }

  @Test
  void refusalInHttpIsToldWithItsStatus() {
    csms.refuse(HttpResponseStatus.NOT_FOUND);

    Ending ending = start("CP1").ended().join();

    assertThat(ending).isEqualTo(new Ending.Rejected(404, "Not Found"));
    assertThat(lines).containsExactly("CP1: connection rejected: 404 Not Found");
  }

  @Test
  void closeWith1008IsToldWithItsReason() {
    SimulatedChargePoint chargePoint = start("CP2");
    await().until(() -> !csms.connections.isEmpty());

    csms.close(1008, "Charge Point CP2 not registered as an IoT Thing");

    assertThat(chargePoint.ended().join().failed()).isTrue();
    assertThat(lines.getLast())
        .isEqualTo(
            "CP2: connection rejected: 1008 Charge Point CP2 not registered as an IoT Thing");
    await().until(() -> csms.closes.equals(List.of(1008)));
  }

  @Test
  void closeWith1000EndsTheChargePoint() {
    SimulatedChargePoint chargePoint = start("CP1");
    await().until(() -> !texts("Heartbeat").isEmpty());

    csms.close(1000, "");

    assertThat(chargePoint.ended().join()).isEqualTo(new Ending.Replaced(""));
    assertThat(lines.getLast()).isEqualTo("CP1: connection closed by central system: 1000");
  }

  @Test
  void brokenConnectionIsMadeAgainWithoutABoot() {
    start("CP1");
    await().until(() -> !texts("Heartbeat").isEmpty());

    csms.lastConnection().close();

    await().until(() -> csms.connections.size() == 2);
    int beats = texts("Heartbeat").size();
    await().until(() -> texts("Heartbeat").size() > beats);
    assertThat(texts("BootNotification")).hasSize(1);
    assertThat(lines).anySatisfy(line -> assertThat(line).contains("closed with 1006"));
  }

  @Test
  void centralSystemThatIsAwayForAWhileIsFoundAgain() {
    start("CP1");
    await().until(() -> !texts("Heartbeat").isEmpty());
    csms.refuse(HttpResponseStatus.SERVICE_UNAVAILABLE);
    csms.close(1012, "service restart");

    await().until(() -> csms.paths.size() >= 3);

    assertThat(lines)
        .anySatisfy(line -> assertThat(line).contains("closed with 1012 service restart"));
    assertThat(lines).anySatisfy(line -> assertThat(line).contains("HTTP 503 Service Unavailable"));
  }

  @Test
  void pingIsAnswered() {
    start("CP1");
    await().until(() -> !texts("Heartbeat").isEmpty());

    csms.ping("are you there?");

    await().until(() -> csms.pongs.equals(List.of("are you there?")));
  }

  @Test
  void fragmentsAreOneMessage() {
    start("CP1");
    await().until(() -> !texts("Heartbeat").isEmpty());

    csms.sayInTwoFragments("[2,\"x\",\"Clear", "Cache\",{}]");

    await().until(() -> csms.texts.contains("[3,\"x\",{\"status\":\"Accepted\"}]"));
  }

  @Test
  void nobodyListeningIsUnreachable() throws Exception {
    try (Nobody nobody = new Nobody()) {

      Ending ending = start("CP1", nobody.url()).ended().join();

      assertThat(ending).isInstanceOf(Ending.Unreachable.class);
      assertThat(lines.getLast()).startsWith("CP1: cannot connect: ").contains("refused");
    }
  }

  @Test
  void unknownHostIsUnreachable() {
    Ending ending = start("CP1", URI.create("ws://nowhere.invalid")).ended().join();

    assertThat(ending).isInstanceOf(Ending.Unreachable.class);
  }

  @Test
  void tlsToAPlainPortIsUnreachable() {
    URI secure = URI.create(csms.url().toString().replace("ws:", "wss:"));

    assertThat(start("CP1", secure).ended().join()).isInstanceOf(Ending.Unreachable.class);
  }

  @Test
  void centralSystemOfAnotherVersionIsUnreachable() {
    csms.speaksNothing();

    Ending ending = start("CP1").ended().join();

    assertThat(ending).isInstanceOf(Ending.Unreachable.class);
    assertThat(lines.getLast()).contains("subprotocol");
  }

  @Test
  void manyChargePointsShareTheCallersEventLoop() {
    try (MultiThreadIoEventLoopGroup loops =
            new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        Simulation many = Simulation.on(loops, new ChargePointListener() {})) {
      List<SimulatedChargePoint> chargePoints =
          IntStream.range(0, 300).mapToObj(i -> many.start(options("CP" + i, csms.url()))).toList();

      await().atMost(Duration.ofSeconds(40)).until(() -> texts("BootNotification").size() == 300);
      await()
          .untilAsserted(() ->
              assertThat(
                      chargePoints.stream()
                          .map(SimulatedChargePoint::calls)
                          .map(CompletableFuture::join))
                  .allMatch(calls -> calls.answered() >= 3 && calls.failed() == 0));
      assertThat(loops.isShuttingDown()).isFalse();
    }
  }

  private SimulatedChargePoint start(String identity) {
    return start(identity, csms.url());
  }

  private SimulatedChargePoint start(String identity, URI url) {
    return simulation.start(options(identity, url));
  }

  private static ChargePointOptions options(String identity, URI url) {
    return ChargePointOptions.of(
            url, ChargePointId.ofIdentity(identity).orElseThrow(), OcppVersion.V2_0_1)
        .withRetryBackOff(SHORT);
  }

  private List<String> texts(String action) {
    return csms.texts.stream().filter(text -> text.contains("\"" + action + "\"")).toList();
  }
}
