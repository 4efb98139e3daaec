package io.ocppgateway.gateway.websocket;

import static io.ocppgateway.gateway.websocket.TestConnection.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import io.ocppgateway.gateway.proxy.TrustedProxies;
import io.ocppgateway.gateway.registry.Registration;
import io.ocppgateway.gateway.websocket.TestConnection.Shared;
import io.ocppgateway.gateway.websocket.event.RefusalCause;
import io.ocppgateway.gateway.websocket.request.RequestSettings;
import io.ocppgateway.gateway.websocket.request.VersionMismatch;
import io.ocppgateway.ocpp.OcppVersion;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EntryTest {

  private static final String OCPP16 = "Sec-WebSocket-Protocol: ocpp1.6";

  private final CompletableFuture<Registration> registration = new CompletableFuture<>();
  private final Shared waiting = new Shared(SETTINGS, _ -> registration);
  private final Shared shared = Shared.with(SETTINGS);

  @Test
  void requestThatWaitsForTheRegistryIsNotTimedOut() {
    TestConnection connection = waiting.connect().upgrade("/CP1", OCPP16);

    connection.pass(Duration.ofSeconds(11));

    assertThat(connection.isOpen()).isTrue();
    assertThat(connection.config().isAutoRead()).isFalse();
  }

  @Test
  void requestWhoseConnectionIsGoneIsForgotten() {
    TestConnection connection = waiting.connect().upgrade("/CP1", OCPP16).send("early");
    connection.close();

    registration.complete(Registration.REGISTERED);
    connection.runPendingTasks();

    assertThat(connection.answers()).isEmpty();
    assertThat(waiting.sessions).isEmpty();
    assertThat(connection.heldBytes()).isZero();
  }

  @Test
  void whoComesBeforeItIsKnownWhereTheBrokerIsComesBackLater() {
    shared.isOpen = false;

    TestConnection early = shared.connect().upgrade("/CP1", OCPP16);
    shared.isOpen = true;
    TestConnection later = shared.connect().upgrade("/CP1", OCPP16);

    assertThat(early.answers()).startsWith("HTTP/1.1 503 ").contains("\r\nRetry-After: 10\r\n");
    assertThat(later.answers()).startsWith("HTTP/1.1 101 ");
    assertThat(shared.refusals()).containsExactly(RefusalCause.STARTING);
  }

  @Test
  void failedLookUpIsNeitherYesNorNo() {
    TestConnection connection = waiting.connect().upgrade("/CP1", OCPP16);

    registration.completeExceptionally(new IllegalStateException("table is down"));
    connection.runPendingTasks();

    assertThat(connection.answers())
        .startsWith("HTTP/1.1 503 ")
        .contains("\r\nRetry-After: 10\r\n");
    assertThat(waiting.refusals()).containsExactly(RefusalCause.REGISTRY_UNAVAILABLE);
  }

  @Test
  void versionMayBeAssumedForAll() {
    Shared assuming =
        Shared.with(
            with(
                new RequestSettings(
                    Duration.ofSeconds(10),
                    4096,
                    8192,
                    VersionMismatch.REFUSE,
                    OcppVersion.V1_6,
                    false)));

    TestConnection silent = assuming.connect().upgrade("/CP1");

    assertThat(silent.answers()).startsWith("HTTP/1.1 101 ").doesNotContain("Protocol:");
    assertThat(silent.session().version).isEqualTo(OcppVersion.V1_6);
  }

  @Test
  void versionMayBeAssumedForOne() {
    TestConnection silent = waiting.connect().upgrade("/CP1");

    registration.complete(new Registration.Registered(OcppVersion.V1_6, null, null));
    silent.runPendingTasks();

    assertThat(silent.answers()).startsWith("HTTP/1.1 101 ").doesNotContain("Protocol:");
    assertThat(silent.session().version).isEqualTo(OcppVersion.V1_6);
  }

  @Test
  void assumptionYieldsToAnOffer() {
    TestConnection connection =
        waiting.connect().upgrade("/CP1", "Sec-WebSocket-Protocol: ocpp2.1");

    registration.complete(new Registration.Registered(OcppVersion.V1_6, null, null));
    connection.runPendingTasks();

    assertThat(connection.session().version).isEqualTo(OcppVersion.V2_1);
  }

  @Test
  void foreignOfferIsNotOverruledByAnAssumption() {
    TestConnection foreign = waiting.connect().upgrade("/CP1", "Sec-WebSocket-Protocol: soap");

    registration.complete(new Registration.Registered(OcppVersion.V1_6, null, null));
    foreign.runPendingTasks();

    assertThat(foreign.answers()).startsWith("HTTP/1.1 400 ");
  }

  @Test
  void userNameMayStandInForTheIdentity() {
    Shared naming =
        Shared.with(
            with(
                new RequestSettings(
                    Duration.ofSeconds(10), 4096, 8192, VersionMismatch.REFUSE, null, true)));
    String authorization = basic(new byte[] {'C', (byte) 0xE4, ':', 1, (byte) 0xFF, ':'});

    TestConnection connection = naming.connect().upgrade("/", OCPP16, authorization);
    TestConnection named = naming.connect().upgrade("/CP2", OCPP16, authorization);

    assertThat(connection.session()).isNotNull();
    assertThat(naming.sessions.getFirst().id.thingName()).isEqualTo("C:E4");
    assertThat(named.session().id.thingName()).isEqualTo("CP2");
  }

  @Test
  void userNameStandsInForNothingUnlessAsked() {
    TestConnection connection =
        shared.connect().upgrade("/", OCPP16, basic(new byte[] {'C', ':', 'x'}));

    assertThat(connection.answers()).startsWith("HTTP/1.1 404 ");
    assertThat(shared.refusals()).containsExactly(RefusalCause.NO_IDENTITY);
  }

  @Test
  void strangerIsTurnedAwayAndHeldAgainstItsAddress() {
    TestConnection stranger = waiting.connect().upgrade("/CP1", OCPP16);

    registration.complete(Registration.UNREGISTERED);
    stranger.runPendingTasks();

    assertThat(stranger.answers()).contains("Charge Point CP1 not registered as an IoT Thing");
    assertThat(waiting.refused)
        .singleElement()
        .satisfies(attempt -> {
          assertThat(attempt.cause()).isEqualTo(RefusalCause.UNREGISTERED);
          assertThat(attempt.source()).isEqualTo(TestConnection.PEER);
          assertThat(attempt.chargePointId()).hasToString("CP1");
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"X: y", "Sec-WebSocket-Protocol: soap"})
  void mismatchMayBeToldByACloseFrame(String header) {
    Shared closing =
        Shared.with(
            with(
                new RequestSettings(
                    Duration.ofSeconds(10), 4096, 8192, VersionMismatch.CLOSE, null, false)));

    TestConnection connection = closing.connect().upgrade("/CP1", header);

    assertThat(connection.answers())
        .startsWith("HTTP/1.1 101 ")
        .doesNotContain("Protocol:")
        .contains("\u0088");
    assertThat(closing.refusals()).containsExactly(RefusalCause.SUBPROTOCOL);
  }

  private static SocketSettings with(RequestSettings request) {
    return new SocketSettings(
        request,
        SETTINGS.pingInterval(),
        SETTINGS.messages(),
        SETTINGS.compression(),
        SETTINGS.perAddress(),
        TrustedProxies.NONE,
        SETTINGS.security());
  }

  private static String basic(byte[] credentials) {
    return "Authorization: basic " + Base64.getEncoder().encodeToString(credentials);
  }
}
