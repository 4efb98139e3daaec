package io.ocppgateway.lambdas.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.lambdas.fake.MemoryPresenceTable;
import io.ocppgateway.lambdas.presence.ConnectionEvent.Status;
import io.ocppgateway.ocpp.ChargePointId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// The law of presence: whatever a charge point does, and in whatever order and however often AWS
/// IoT tells of it, the table ends with how things are.
class PresencePropertyTest {

  private static final ChargePointId CHARGE_POINT = new ChargePointId("CP1");
  private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");

  /// What AWS says of its times: right within two minutes.
  private static final int ACCURACY_SECONDS = 120;

  /// What becomes of a connection.
  private enum End {
    /// It ends, and the next one comes soon: its version is higher.
    LEFT,
    /// It ends, and the next one comes after an hour and more: its version is 0.
    LEFT_FOR_LONG,
    /// The next one begins before it has ended.
    TAKEN_OVER
  }

  /// @param secondsAway until the next connection, where it left
  /// @param versionStep versions may be passed over
  private record Connection(
      End end, int seconds, int secondsAway, int versionStep, int skewOfStart, int skewOfEnd) {}

  @Provide
  Arbitrary<List<Connection>> lives() {
    Arbitrary<Integer> skew = Arbitraries.integers().between(-ACCURACY_SECONDS, ACCURACY_SECONDS);
    Arbitrary<Connection> connection =
        net.jqwik.api.Combinators.combine(
                Arbitraries.of(End.class),
                Arbitraries.oneOf(
                    Arbitraries.integers().between(0, 5),
                    Arbitraries.integers().between(0, 86_400)),
                Arbitraries.integers().between(0, 3_000),
                Arbitraries.integers().between(1, 3),
                skew,
                skew)
            .as(Connection::new);
    return connection.list().ofMinSize(1).ofMaxSize(8);
  }

  @Property
  void anyOrderOfEventsAndOfTheirRepetitionsEndsWithHowThingsAre(
      @ForAll("lives") List<Connection> life, @ForAll boolean stillOnline, @ForAll Random random) {
    List<ConnectionEvent> events = events(life, stillOnline);
    ConnectionEvent last = latest(events, stillOnline);
    List<ConnectionEvent> told = new ArrayList<>(events);
    told.addAll(events.stream().filter(_ -> random.nextBoolean()).toList());
    Collections.shuffle(told, random);
    MemoryPresenceTable table = new MemoryPresenceTable();
    Presence presence = new Presence(table);

    told.forEach(presence::onEvent);

    assertThat(table.latest(CHARGE_POINT)).contains(last);
  }

  /// Two events for each connection, in order, the end of one that is taken over before the
  /// beginning that ends it.
  private static List<ConnectionEvent> events(List<Connection> life, boolean stillOnline) {
    List<ConnectionEvent> events = new ArrayList<>();
    Instant now = START;
    long version = 0;
    for (int i = 0; i < life.size(); i++) {
      Connection connection = life.get(i);
      boolean isLast = i == life.size() - 1;
      String session = "s" + i;
      events.add(event(session, version, now, connection.skewOfStart, Status.ONLINE));
      now = now.plusSeconds(connection.seconds);
      if (!isLast || !stillOnline) {
        events.add(event(session, version, now, connection.skewOfEnd, Status.OFFLINE));
      }
      switch (connection.end) {
        case LEFT -> {
          now = now.plusSeconds(connection.secondsAway);
          version += connection.versionStep;
        }
        case LEFT_FOR_LONG -> {
          now = now.plus(Duration.ofMinutes(55)).plusSeconds(connection.secondsAway);
          version = 0;
        }
        case TAKEN_OVER -> version += connection.versionStep;
      }
    }
    return events;
  }

  private static ConnectionEvent latest(List<ConnectionEvent> events, boolean stillOnline) {
    ConnectionEvent last = events.getLast();
    assertThat(last.status()).isEqualTo(stillOnline ? Status.ONLINE : Status.OFFLINE);
    return last;
  }

  private static ConnectionEvent event(
      String session, long version, Instant at, int skewSeconds, Status status) {
    return new ConnectionEvent(
        CHARGE_POINT,
        session,
        version,
        at.plusSeconds(skewSeconds),
        status,
        status == Status.ONLINE ? "" : "CONNECTION_LOST");
  }
}
