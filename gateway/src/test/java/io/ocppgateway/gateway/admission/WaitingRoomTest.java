package io.ocppgateway.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WaitingRoomTest {

  private static final long SECOND = 1_000_000_000L;
  private static final ConnectRate TEN_PER_SECOND = ConnectRate.ofPerSecond(10);

  private final WaitingRoom<String> room = new WaitingRoom<>(TEN_PER_SECOND, 3, 0);

  @Test
  void inQuietTimesNobodyWaits() {
    List<Outcome<String>> outcomes = arrive(Arrival.HANDSHAKE, "a", "b");

    assertThat(outcomes).containsOnly(new Outcome.Admitted<>());
  }

  @Test
  void whoComesAfterTheBurstWaitsItsTurn() {
    spendBurst();

    arrive(Arrival.HANDSHAKE, "a", "b");

    assertThat(room.next(0)).isNull();
    assertThat(room.nanosUntilNext(0)).isEqualTo(SECOND / 10);
    assertThat(room.next(SECOND / 10)).isEqualTo("a");
    assertThat(room.next(SECOND / 10)).isNull();
    assertThat(room.next(SECOND / 5)).isEqualTo("b");
  }

  @Test
  void nobodyOvertakesWhoWaits() {
    spendBurst();
    arrive(Arrival.HANDSHAKE, "a");

    Outcome<String> late = room.arrive(Arrival.HANDSHAKE, "b", SECOND);

    assertThat(late).isInstanceOf(Outcome.Waits.class);
    assertThat(admittedUntil(2 * SECOND)).containsExactly("a", "b");
  }

  @Test
  void handshakesBeyondTheRoomAreTurnedAway() {
    spendBurst();

    List<Outcome<String>> outcomes = arrive(Arrival.HANDSHAKE, "a", "b", "c", "d");

    assertThat(outcomes.getLast()).isEqualTo(new Outcome.TurnedAway<>());
    assertThat(room.waiting(Arrival.HANDSHAKE)).isEqualTo(3);
  }

  @Test
  void reconnectsAreNeverTurnedAway() {
    spendBurst();
    arrive(Arrival.HANDSHAKE, "a", "b", "c");

    List<Outcome<String>> outcomes = arrive(Arrival.RECONNECT, "1", "2", "3", "4", "5");

    assertThat(outcomes).allMatch(outcome -> outcome instanceof Outcome.Waits);
  }

  /// Which take every other token, so that the line of handshakes moves half as fast.
  @Test
  void thereIsLessRoomForHandshakesWhileReconnectsWait() {
    WaitingRoom<String> crowded = new WaitingRoom<>(TEN_PER_SECOND, 6, 0);
    for (int i = 0; i < TEN_PER_SECOND.burst() + 5; i++) {
      crowded.arrive(Arrival.RECONNECT, "reconnect", 0);
    }

    List<Outcome<String>> outcomes = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      outcomes.add(crowded.arrive(Arrival.HANDSHAKE, "handshake", 0));
    }

    assertThat(outcomes.subList(0, 3)).allMatch(outcome -> outcome instanceof Outcome.Waits);
    assertThat(outcomes.getLast()).isEqualTo(new Outcome.TurnedAway<>());
  }

  @Test
  void handshakesAndReconnectsGoByTurns() {
    spendBurst();

    arrive(Arrival.RECONNECT, "1", "2", "3", "4");
    arrive(Arrival.HANDSHAKE, "a", "b");

    assertThat(admittedUntil(SECOND)).containsExactly("a", "1", "b", "2", "3", "4");
  }

  @Test
  void whoLeavesGivesItsPlaceToTheNext() {
    spendBurst();
    Place<String> gone = place(room.arrive(Arrival.HANDSHAKE, "a", 0));
    arrive(Arrival.HANDSHAKE, "b", "c");

    room.leave(gone);

    assertThat(room.waiting(Arrival.HANDSHAKE)).isEqualTo(2);
    assertThat(arrive(Arrival.HANDSHAKE, "d")).first().isInstanceOf(Outcome.Waits.class);
    assertThat(admittedUntil(SECOND)).containsExactly("b", "c", "d");
  }

  @Test
  void leavingTwiceOrAfterAdmissionChangesNothing() {
    spendBurst();
    Place<String> first = place(room.arrive(Arrival.HANDSHAKE, "a", 0));
    arrive(Arrival.HANDSHAKE, "b");
    room.next(SECOND / 10);

    room.leave(first);
    room.leave(first);

    assertThat(room.waiting(Arrival.HANDSHAKE)).isEqualTo(1);
    assertThat(admittedUntil(SECOND)).containsExactly("b");
  }

  @Test
  void theRateHoldsOverALongStorm() {
    WaitingRoom<Integer> storm = new WaitingRoom<>(TEN_PER_SECOND, 100_000, 0);
    for (int i = 0; i < 5000; i++) {
      storm.arrive(Arrival.HANDSHAKE, i, 0);
    }

    int admitted = 0;
    for (long now = 0; now <= 100 * SECOND; now += SECOND / 1000) {
      if (storm.next(now) != null) {
        admitted++;
      }
    }

    assertThat(admitted).isBetween(999, 1000);
  }

  @Test
  void aClockThatStepsBackAdmitsNobody() {
    room.arrive(Arrival.HANDSHAKE, "first", 10 * SECOND);
    for (int i = 0; i < 9; i++) {
      room.arrive(Arrival.HANDSHAKE, "burst", 10 * SECOND);
    }

    Outcome<String> outcome = room.arrive(Arrival.HANDSHAKE, "a", 5 * SECOND);

    assertThat(outcome).isInstanceOf(Outcome.Waits.class);
    assertThat(room.next(5 * SECOND)).isNull();
    assertThat(room.next(10 * SECOND + SECOND / 10)).isEqualTo("a");
  }

  private void spendBurst() {
    for (int i = 0; i < TEN_PER_SECOND.burst(); i++) {
      room.arrive(Arrival.HANDSHAKE, "burst", 0);
    }
  }

  private List<Outcome<String>> arrive(Arrival arrival, String... names) {
    List<Outcome<String>> outcomes = new ArrayList<>();
    for (String name : names) {
      outcomes.add(room.arrive(arrival, name, 0));
    }
    return outcomes;
  }

  private List<String> admittedUntil(long end) {
    List<String> admitted = new ArrayList<>();
    for (long now = 0; now <= end; now += SECOND / 100) {
      String next = room.next(now);
      if (next != null) {
        admitted.add(next);
      }
    }
    return admitted;
  }

  private static Place<String> place(Outcome<String> outcome) {
    return ((Outcome.Waits<String>) outcome).place();
  }
}
