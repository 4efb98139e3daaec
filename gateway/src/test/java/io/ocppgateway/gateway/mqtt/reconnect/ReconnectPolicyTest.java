package io.ocppgateway.gateway.mqtt.reconnect;

import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.gateway.mqtt.reconnect.LinkEnd.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ReconnectPolicyTest {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  /// Gives the bound itself, as near as may be.
  private static final RandomGenerator LATEST =
      new Random() {
        private static final long serialVersionUID = 1L;

        @Override
        public long nextLong(long bound) {
          return bound - 1;
        }
      };

  private final ReconnectPolicy policy = policy(false);

  @Test
  void waitsGrowUpToABound() {
    policy.onUp();
    List<Long> seconds = new ArrayList<>();

    for (int i = 0; i < 7; i++) {
      seconds.add((policy.onAttemptFailed(Kind.UNREACHABLE, 0, LATEST) + 1) / SECOND);
    }

    assertThat(seconds).containsExactly(2L, 4L, 8L, 16L, 32L, 32L, 32L);
  }

  @Test
  void waitsAreShortAgainAfterALongConnection() {
    policy.onUp();
    policy.onAttemptFailed(Kind.UNREACHABLE, 0, LATEST);
    long afterAShortOne = policy.onLost(Kind.LOST, 59 * SECOND, LATEST);
    long afterALongOne = policy.onLost(Kind.LOST, 60 * SECOND, LATEST);

    assertThat(afterAShortOne).isEqualTo(4 * SECOND - 1);
    assertThat(afterALongOne).isEqualTo(2 * SECOND - 1);
  }

  @Test
  void renewalWaitsForNothing() {
    policy.onUp();

    assertThat(policy.onLost(Kind.RENEWED, 1, LATEST)).isZero();
  }

  @ParameterizedTest
  @EnumSource(names = {"TAKEN_OVER", "DISCONNECTED_BY_OPERATOR", "REFUSED"})
  void whoIsNotWantedDoesNotComeBack(Kind kind) {
    policy.onUp();

    assertThat(policy.onLost(kind, 60 * SECOND, LATEST)).isEqualTo(ReconnectPolicy.NEVER);
  }

  @Test
  void refusalIsFinalOnlyForWhoWasNeverWelcome() {
    long before = policy.onAttemptFailed(Kind.REFUSED, 0, LATEST);
    policy.onUp();
    long after = policy.onAttemptFailed(Kind.REFUSED, 0, LATEST);

    assertThat(before).isEqualTo(ReconnectPolicy.NEVER);
    assertThat(after).isPositive();
  }

  @Test
  void firstConnectionIsTriedForAsLongAsPatienceLasts() {
    long early = policy.onAttemptFailed(Kind.UNREACHABLE, 0, LATEST);
    long late = policy.onAttemptFailed(Kind.UNREACHABLE, 59 * SECOND, LATEST);
    long over = policy.onAttemptFailed(Kind.UNREACHABLE, 60 * SECOND, LATEST);

    assertThat(early).isEqualTo(2 * SECOND - 1);
    assertThat(late).as("no longer than patience").isEqualTo(SECOND);
    assertThat(over).isEqualTo(ReconnectPolicy.NEVER);
  }

  @Test
  void whoIsCutAgainAndAgainComesBackWhereTheBrokerWouldSayThatSomebodyElseHasCome() {
    policy.onUp();
    List<Long> waits = new ArrayList<>();

    for (int i = 0; i < 20; i++) {
      waits.add(policy.onLost(Kind.CUT, SECOND, LATEST));
    }

    assertThat(waits).allMatch(wait -> wait > 0);
  }

  @Test
  void whoIsCutAgainAndAgainGivesInWhereTheBrokerWouldNotSay() {
    ReconnectPolicy policy = policy(true);
    policy.onUp();

    long first = policy.onLost(Kind.CUT, 3600 * SECOND, LATEST);
    long second = policy.onLost(Kind.CUT, SECOND, LATEST);
    long third = policy.onLost(Kind.CUT, SECOND, LATEST);

    assertThat(first).isPositive();
    assertThat(second).isPositive();
    assertThat(third).isEqualTo(ReconnectPolicy.NEVER);
  }

  /// Two gateways contend for one client id on a broker that cuts without a word: each connection
  /// of one cuts the other's.
  @Test
  void ofTwoThatContendTheOlderGivesIn() {
    ReconnectPolicy older = policy(true);
    ReconnectPolicy newer = policy(true);
    older.onUp();
    newer.onUp();
    boolean oldersTurn = true;
    int cuts = 0;

    long wait = older.onLost(Kind.CUT, 3600 * SECOND, LATEST);
    while (wait != ReconnectPolicy.NEVER) {
      oldersTurn = !oldersTurn;
      cuts++;
      wait = (oldersTurn ? older : newer).onLost(Kind.CUT, SECOND, LATEST);
    }

    assertThat(oldersTurn).isTrue();
    assertThat(cuts).isEqualTo(4);
  }

  /// The newer one had just come back, with next to no wait.
  @Test
  void whoIsCutBeforeItIsUpAgainGivesInAsSoon() {
    ReconnectPolicy policy = policy(true);
    policy.onUp();

    policy.onLost(Kind.CUT, 3600 * SECOND, LATEST);
    long second = policy.onAttemptFailed(Kind.CUT, 0, LATEST);
    boolean contendedBefore = policy.isContended();
    long third = policy.onLost(Kind.CUT, SECOND, LATEST);

    assertThat(second).isPositive();
    assertThat(contendedBefore).isFalse();
    assertThat(third).isEqualTo(ReconnectPolicy.NEVER);
    assertThat(policy.isContended()).isTrue();
  }

  @Test
  void whoIsCutBeforeItWasEverUpIsPatient() {
    ReconnectPolicy policy = policy(true);

    for (int i = 0; i < 10; i++) {
      assertThat(policy.onAttemptFailed(Kind.CUT, 0, LATEST)).isPositive();
    }
    long over = policy.onAttemptFailed(Kind.CUT, 60 * SECOND, LATEST);

    assertThat(over).isEqualTo(ReconnectPolicy.NEVER);
    assertThat(policy.isContended()).isFalse();
  }

  @Test
  void brokerThatIsGoneForAWhileIsNoRival() {
    ReconnectPolicy policy = policy(true);
    policy.onUp();

    for (int i = 0; i < 10; i++) {
      assertThat(policy.onLost(Kind.CUT, SECOND, LATEST)).isPositive();
      policy.onAttemptFailed(Kind.UNREACHABLE, 0, LATEST);
    }
  }

  private static ReconnectPolicy policy(boolean silentTakeovers) {
    return new ReconnectPolicy(Duration.ofSeconds(60), silentTakeovers, 0);
  }
}
