package io.ocppgateway.gateway.websocket;

import static io.ocppgateway.gateway.websocket.TestConnection.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.gateway.admission.AdmissionSettings;
import io.ocppgateway.gateway.admission.Arrival;
import io.ocppgateway.gateway.admission.ConnectRate;
import io.ocppgateway.gateway.registry.Overloaded;
import io.ocppgateway.gateway.registry.Registration;
import io.ocppgateway.gateway.websocket.TestConnection.Shared;
import io.ocppgateway.gateway.websocket.event.RefusalCause;
import io.ocppgateway.ocpp.ChargePointId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/// Handshakes at the door to the broker: one CONNECT every ten seconds, two may wait.
final class AdmittedUpgradeTest {

  private static final String OCPP16 = "Sec-WebSocket-Protocol: ocpp1.6";
  private static final Duration TURN = Duration.ofSeconds(10);
  private static final Duration LONGEST_HOLD = Duration.ofSeconds(20);

  private final List<ChargePointId> lookedUp = new ArrayList<>();
  private final Shared shared =
      new Shared(SETTINGS, this::find, new AdmissionSettings(new ConnectRate(0.1, 1), 2));

  @Test
  void handshakesAreUpgradedInTheirTurn() {
    TestConnection first = connect("CP1");
    TestConnection second = connect("CP2");
    TestConnection third = connect("CP3");

    second.pass(TURN);
    String answerInTurn = second.answers();
    third.pass(Duration.ZERO);

    assertThat(first.answers()).startsWith("HTTP/1.1 101 ");
    assertThat(answerInTurn).startsWith("HTTP/1.1 101 ");
    assertThat(third.answers()).isEmpty();
    assertThat(third.isOpen()).isTrue();
    assertThat(shared.sessions).hasSize(2);
  }

  @Test
  void whoFindsNoRoomIsNotLookedUpAndHearsOfItAfterAWhile() {
    connect("CP1");
    connect("CP2");
    connect("CP3");
    TestConnection late = connect("CP4");
    String atOnce = late.answers();

    late.pass(LONGEST_HOLD);

    assertThat(atOnce).isEmpty();
    assertThat(late.answers()).startsWith("HTTP/1.1 503 ").contains("\r\nRetry-After: 25\r\n");
    assertThat(late.isOpen()).isFalse();
    assertThat(late.heldBytes()).isZero();
    assertThat(shared.refusals()).containsExactly(RefusalCause.NO_ROOM);
    assertThat(lookedUp).doesNotContain(new ChargePointId("CP4"));
  }

  @Test
  void whoDisconnectsInLineGivesUpItsPlace() {
    connect("CP1");
    TestConnection gone = connect("CP2");
    TestConnection next = connect("CP3");

    gone.close();
    next.pass(TURN);

    assertThat(next.answers()).startsWith("HTTP/1.1 101 ");
    assertThat(shared.admission.waiting(Arrival.HANDSHAKE)).isZero();
  }

  @Test
  void whoDisconnectsWhileItsRefusalIsHeldBackIsForgotten() {
    connect("CP1");
    connect("CP2");
    connect("CP3");
    TestConnection gone = connect("CP4");

    gone.close();
    gone.pass(LONGEST_HOLD);

    assertThat(shared.refusals()).isEmpty();
    assertThat(gone.heldBytes()).isZero();
  }

  @Test
  void whoComesAnewKeepsItsPlaceInLine() {
    connect("CP1");
    TestConnection older = connect("CP2");
    connect("CP3");

    TestConnection newer = connect("CP2");
    older.pass(Duration.ZERO);
    newer.pass(TURN);

    assertThat(older.answers()).startsWith("HTTP/1.1 409 ");
    assertThat(newer.answers()).startsWith("HTTP/1.1 101 ");
    assertThat(shared.refusals()).containsExactly(RefusalCause.REPLACED);
  }

  @Test
  void strangersTakeNoPlaceInLine() {
    connect("stranger");
    connect("stranger");
    connect("stranger");

    TestConnection welcome = connect("CP1");

    assertThat(welcome.answers()).startsWith("HTTP/1.1 101 ");
  }

  @Test
  void whoCannotBeLookedUpForLackOfTurnsHearsOfItAfterAWhile() {
    TestConnection unlucky = connect("overload");
    String atOnce = unlucky.answers();

    unlucky.pass(LONGEST_HOLD);

    assertThat(atOnce).isEmpty();
    assertThat(unlucky.answers()).startsWith("HTTP/1.1 503 ");
    assertThat(shared.refusals()).containsExactly(RefusalCause.NO_ROOM);
  }

  @Test
  void whoWaitsWhenTheDoorClosesIsTurnedAwayAtOnce() {
    connect("CP1");
    TestConnection inLine = connect("CP2");
    connect("CP3");
    TestConnection held = connect("CP4");

    shared.admission.close();
    inLine.pass(Duration.ZERO);
    held.pass(Duration.ZERO);
    TestConnection late = connect("CP5");
    late.pass(Duration.ZERO);

    assertThat(List.of(inLine.answers(), held.answers(), late.answers()))
        .allMatch(answer -> answer.startsWith("HTTP/1.1 503 "));
  }

  private TestConnection connect(String identity) {
    return shared.connectFrom(TestConnection.peer(lookedUp.size())).upgrade("/" + identity, OCPP16);
  }

  private CompletionStage<Registration> find(ChargePointId id) {
    lookedUp.add(id);
    return switch (id.identity()) {
      case "stranger" -> CompletableFuture.completedStage(Registration.UNREGISTERED);
      case "overload" ->
          CompletableFuture.failedStage(new CompletionException(new Overloaded("too many")));
      default -> CompletableFuture.completedStage(Registration.REGISTERED);
    };
  }
}
