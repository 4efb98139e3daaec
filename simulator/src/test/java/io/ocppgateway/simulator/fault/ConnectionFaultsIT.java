package io.ocppgateway.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.DURATION;
import static org.awaitility.Awaitility.await;

import io.ocppgateway.ocpp.OcppVersion;
import io.ocppgateway.simulator.SimulatedChargePoint;
import io.ocppgateway.simulator.chargepoint.Ending;
import io.ocppgateway.simulator.websocket.RecordingCentralSystem;
import io.ocppgateway.simulator.websocket.RecordingCentralSystem.Connection;
import io.ocppgateway.simulator.websocket.RecordingCentralSystem.Message;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ConnectionFaultsIT {

  private static final Duration SOON = Duration.ofMillis(300);

  private FaultyFleet fleet;
  private RecordingCentralSystem csms;

  @BeforeEach
  void open() throws InterruptedException {
    fleet = new FaultyFleet();
    csms = fleet.csms;
  }

  @AfterEach
  void close() {
    fleet.close();
  }

  // -- no-pong

  @Test
  void pingsAreNeverAnswered() {
    Connection connection = connected(new NoPong());

    connection.ping("1");
    connection.say("[2,\"x\",\"ClearCache\",{}]");

    await().until(() -> answer(connection).isPresent());
    assertThat(connection.pongs()).isEmpty();
  }

  @Test
  void pingsAreAnsweredWithoutAFault() {
    Connection connection = connected();

    connection.ping("1");

    await().until(() -> connection.pongs().equals(List.of("1")));
  }

  // -- half-open

  @Test
  void readingStopsWhileTheConnectionStaysAndMessagesStillGoOut() {
    Connection connection = connected(new HalfOpen(SOON));
    awaitUnread(connection);
    int heard = connection.messages().size();
    connection.ping("never read");

    await().during(Duration.ofSeconds(1)).until(() -> connection.pongs().isEmpty());

    assertThat(connection.isWritable()).isFalse();
    assertThat(connection.ended()).isFalse();
    assertThat(connection.messages()).hasSizeGreaterThanOrEqualTo(heard);
    assertThat(csms.connections()).hasSize(1);
  }

  @Test
  void halfOpenChargePointComesBackWhenTheConnectionIsReset() {
    Connection connection = connected(new HalfOpen(SOON));
    awaitUnread(connection);

    connection.reset();

    await().until(() -> csms.connections().size() == 2);
  }

  @Test
  void allIsReadWithoutAFault() {
    Connection connection = connected();
    flood(connection);

    connection.ping("read at last");

    await().until(() -> connection.pongs().equals(List.of("read at last")));
    assertThat(connection.isWritable()).isTrue();
  }

  // -- late-answers

  @Test
  void commandIsAnsweredLate() {
    Connection connection = connected(new LateAnswers(Duration.ofSeconds(2)));
    long asked = System.nanoTime();

    connection.say("[2,\"x\",\"ClearCache\",{}]");

    await().until(() -> answer(connection).isPresent());
    assertThat(answer(connection).orElseThrow().nanos() - asked)
        .isGreaterThanOrEqualTo(TimeUnit.SECONDS.toNanos(2));
  }

  @Test
  void callsAreNotLateForAChargePointThatAnswersLate() {
    Connection connection = connected(new LateAnswers(Duration.ofSeconds(30)));

    await().until(() -> csms.calls("Heartbeat").size() >= 2);

    assertThat(connection.ended()).isFalse();
  }

  @Test
  void lateAnswerIsNotSentOnTheNextConnection() {
    Connection connection = connected(new LateAnswers(Duration.ofSeconds(1)), new NoBackOff());
    connection.say("[2,\"x\",\"ClearCache\",{}]");
    await().until(() -> !csms.calls("Heartbeat").isEmpty());

    connection.drop();

    await().until(() -> csms.connections().size() == 2);
    Connection next = csms.connection(1);
    await().during(Duration.ofMillis(1500)).until(() -> answer(next).isEmpty());
  }

  @Test
  void commandIsAnsweredAtOnceWithoutAFault() {
    Connection connection = connected();
    long asked = System.nanoTime();

    connection.say("[2,\"x\",\"ClearCache\",{}]");

    await().until(() -> answer(connection).isPresent());
    assertThat(answer(connection).orElseThrow().nanos() - asked)
        .isLessThan(LateAnswers.DELAY.dividedBy(3).toNanos());
  }

  // -- abrupt-close

  @Test
  void connectionEndsWithoutACloseFrameAndComesBack() {
    Connection connection = connected(new AbruptClose(SOON), new NoBackOff());

    await().until(() -> csms.connections().size() >= 2);

    await().until(connection::ended);
    assertThat(connection.closeCode()).isEmpty();
  }

  @Test
  void stopSaysNoGoodbyeEither() {
    SimulatedChargePoint chargePoint =
        fleet.start(OcppVersion.V2_0_1, new AbruptClose(Duration.ofMinutes(1)));
    await().until(() -> !csms.calls("Heartbeat").isEmpty());

    chargePoint.stop();

    assertThat(chargePoint.ended().join()).isEqualTo(new Ending.Stopped());
    await().until(() -> csms.connection(0).ended());
    assertThat(csms.connection(0).closeCode()).isEmpty();
  }

  @Test
  void stopSaysGoodbyeWithoutAFault() {
    SimulatedChargePoint chargePoint = fleet.start(OcppVersion.V2_0_1);
    await().until(() -> !csms.calls("Heartbeat").isEmpty());

    chargePoint.stop();

    await().until(() -> csms.connection(0).closeCode().equals(Optional.of(1000)));
  }

  // -- no-back-off

  @Test
  void nextAttemptIsMadeAtOnce() {
    comeBackAfterADrop(new NoBackOff());

    assertThat(fleet.waits).singleElement(DURATION).isLessThan(Duration.ofMillis(200));
  }

  @Test
  void nextAttemptWaitsTwoSecondsWithoutAFault() {
    assertThat(comeBackAfterADrop()).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
  }

  // -- double-slash

  @Test
  void slashesInThePathAreDoubled() {
    fleet.startAt(withPath("/ocpp/1.6"), OcppVersion.V1_6, new DoubleSlash());
    fleet.startAt(withPath("/"), OcppVersion.V1_6, new DoubleSlash());

    await().until(() -> csms.connections().size() == 2);

    assertThat(csms.connections())
        .extracting(Connection::path)
        .containsExactlyInAnyOrder("//ocpp//1.6//CP1", "//CP1");
  }

  @Test
  void slashesAreSingleWithoutAFault() {
    fleet.startAt(withPath("/ocpp/1.6"), OcppVersion.V1_6);

    await().until(() -> csms.connections().size() == 1);

    assertThat(csms.connection(0).path()).isEqualTo("/ocpp/1.6/CP1");
  }

  // -- two-connections

  @Test
  void secondConnectionOfTheSameIdStandsBesideTheFirst() {
    SimulatedChargePoint chargePoint = fleet.start(OcppVersion.V2_0_1, new TwoConnections(SOON));

    await().until(() -> csms.open() == 2);

    assertThat(csms.connections()).extracting(Connection::path).containsExactly("/CP1", "/CP1");
    int beats = csms.calls("Heartbeat").size();
    await().until(() -> csms.calls("Heartbeat").size() > beats);
    chargePoint.stop();
    await().until(() -> csms.open() == 0);
  }

  @Test
  void firstConnectionComesBackAfterTheSecondHasReplacedIt() {
    fleet.start(OcppVersion.V2_0_1, new TwoConnections(SOON), new NoBackOff());
    await().until(() -> csms.open() == 2);

    csms.connection(0).close(1000, "replaced");

    await().until(() -> csms.connections().size() == 3 && csms.open() == 2);
  }

  @Test
  void secondConnectionComesBackAfterTheFirstHasReplacedIt() {
    fleet.start(OcppVersion.V2_0_1, new TwoConnections(SOON));
    await().until(() -> csms.open() == 2);

    csms.connection(1).close(1000, "replaced");

    await().until(() -> csms.connections().size() == 3 && csms.open() == 2);
    assertThat(csms.connection(0).ended()).isFalse();
  }

  @Test
  void oneConnectionIsEnoughWithoutAFault() {
    connected();

    await().until(() -> csms.calls("Heartbeat").size() >= 3);

    assertThat(csms.mostOpen()).isEqualTo(1);
  }

  private Connection connected(Fault... faults) {
    fleet.start(OcppVersion.V2_0_1, faults);
    await().until(() -> !csms.calls("BootNotification").isEmpty());
    return csms.connection(0);
  }

  /// Returns how long that took.
  private Duration comeBackAfterADrop(Fault... faults) {
    Connection connection = connected(faults);
    await().until(() -> !csms.calls("Heartbeat").isEmpty());
    long dropped = System.nanoTime();
    connection.drop();
    await().until(() -> csms.connections().size() == 2);
    return Duration.ofNanos(csms.connection(1).openedAtNanos() - dropped);
  }

  /// More than all buffers between hold.
  private static void flood(Connection connection) {
    for (int i = 0; i < 256; i++) {
      connection.say("x".repeat(64 * 1024));
    }
  }

  /// Floods the connection again for as long as it takes all.
  private static void awaitUnread(Connection connection) {
    await()
        .during(Duration.ofMillis(500))
        .until(() -> {
          boolean full = !connection.isWritable();
          if (!full) {
            flood(connection);
          }
          return full;
        });
  }

  private static Optional<Message> answer(Connection connection) {
    return connection.messages().stream()
        .filter(message -> message.text().startsWith("[3,\"x\""))
        .findFirst();
  }

  private URI withPath(String path) {
    return csms.url().resolve(path);
  }
}
