package io.ocppgateway.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.ocppgateway.gateway.session.TestSessions.Connected;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A charge point that comes again before its older connection is known to be gone, or is no longer
/// wanted.
final class SessionsTest {

  private static final Duration SILENCE = Duration.ofSeconds(2 * TestSessions.KEEP_ALIVE_SECONDS);

  private final TestSessions test = new TestSessions();

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void olderSessionWhoseLinkHasDiedDoesNotThrowTheNewerOneOut() {
    Connected older = test.connect();
    test.bringUp();
    Connected newer = test.connect();
    EmbeddedChannel alive = test.bringUp();

    test.pass(SILENCE, alive);

    assertThat(older.goodbye).isEqualTo(EndCause.TAKEN_OVER);
    assertThat(newer.goodbye).isNull();
    assertThat(test.dialers).as("nobody connects anew").hasSize(2);
  }

  @Test
  void olderSessionWhoseLinkIsLostDoesNotRaceTheNewerOneToTheBroker() {
    Connected older = test.connect();
    EmbeddedChannel link = test.bringUp();
    Connected newer = test.connect();

    test.disconnect(link, TestSessions.SERVER_SHUTTING_DOWN);
    test.bringUp();
    test.pass(Duration.ofSeconds(10));

    assertThat(older.goodbye).isEqualTo(EndCause.TAKEN_OVER);
    assertThat(newer.goodbye).isNull();
    assertThat(test.dialers).hasSize(2);
  }

  @Test
  void sessionWhoseNewerOneHasGoneAgainOutlivesACut() {
    Connected staying = test.connect();
    EmbeddedChannel link = test.bringUp();
    test.connect().close();

    test.cut(link);
    test.bringUp();

    assertThat(staying.goodbye).isNull();
    assertThat(test.dialers).hasSize(2);
  }

  @Test
  void sessionWhoseNewerOneHasGoneAgainMakesWayForTheNextOne() {
    Connected staying = test.connect();
    EmbeddedChannel link = test.bringUp();
    test.connect().close();
    test.disconnect(link, TestSessions.SERVER_SHUTTING_DOWN);

    Connected next = test.connect();
    test.bringUp();

    assertThat(staying.goodbye).isEqualTo(EndCause.TAKEN_OVER);
    assertThat(next.goodbye).isNull();
    assertThat(test.dialers).hasSize(2);
  }

  @Test
  void whoMustNotBeConnectedAnyLongerIsClosedHoweverOftenItIsHere() {
    Connected older = test.connect();
    test.bringUp();
    Connected newer = test.connect();

    test.sessions.onNoMember(TestSessions.ID);
    test.pass(Duration.ZERO);

    assertThat(older.goodbye).isEqualTo(EndCause.REGISTRATION_CHANGED);
    assertThat(newer.goodbye).isEqualTo(EndCause.REGISTRATION_CHANGED);
    assertThat(EndCause.REGISTRATION_CHANGED.closeCode()).isEqualTo(1008);
  }

  @Test
  void cutMayHaveBeenSomebodysWishAndADisconnectByTheOperatorIs() {
    test.connect();

    test.cut(test.bringUp());
    test.disconnect(test.bringUp(), TestSessions.SERVER_SHUTTING_DOWN);
    test.disconnect(test.bringUp(), TestSessions.ADMINISTRATIVE_ACTION);

    assertThat(test.told).containsExactly("let in", "cut", "disconnected by the operator");
  }

  @Test
  void sessionOutlivesACutWhenAllThatCameAfterItHaveGoneInWhateverOrder() {
    Connected staying = test.connect();
    EmbeddedChannel link = test.bringUp();
    Connected second = test.connect();
    Connected third = test.connect();
    second.close();
    third.close();

    test.cut(link);
    test.bringUp();

    assertThat(staying.goodbye).isNull();
  }
}
