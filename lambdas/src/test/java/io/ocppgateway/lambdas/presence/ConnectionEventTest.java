package io.ocppgateway.lambdas.presence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ocppgateway.lambdas.presence.ConnectionEvent.Status;
import io.ocppgateway.ocpp.ChargePointId;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionEventTest {

  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00.250Z");
  private static final String DISCONNECTED =
      """
      {"clientId":"CP1","timestamp":1769860800250,"eventType":"disconnected",
       "sessionIdentifier":"s1","principalIdentifier":"AROA:task","versionNumber":7,
       "clientInitiatedDisconnect":true,"disconnectReason":"CLIENT_INITIATED_DISCONNECT"}\
      """;
  private static final String CONNECTED =
      """
      {"clientId":"CP1","timestamp":1769860800250,"eventType":"connected",
       "sessionIdentifier":"s1","principalIdentifier":"AROA:task","ipAddress":"10.0.0.1",
       "versionNumber":7}\
      """;

  @Test
  void endOfAConnectionIsReadWithItsReason() {
    assertThat(read(DISCONNECTED))
        .contains(event("s1", 7, NOON, Status.OFFLINE, "CLIENT_INITIATED_DISCONNECT"));
  }

  @Test
  void beginningOfAConnectionHasNoReason() {
    assertThat(read(CONNECTED)).contains(event("s1", 7, NOON, Status.ONLINE, ""));
  }

  @Test
  void clientThatIsNoChargePointIsPassedOver() {
    assertThat(read(CONNECTED.replace("CP1", "a client"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"clientId", "timestamp", "eventType", "sessionIdentifier", "versionNumber"})
  void whatIsMissingIsNamed(String name) {
    assertThatThrownBy(() -> read(CONNECTED.replace('"' + name + '"', "\"other\"")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name);
  }

  @Test
  void eventOfAnotherKindIsRefused() {
    assertThatThrownBy(() -> read(CONNECTED.replace("\"connected\"", "\"connect_failed\"")))
        .hasMessageContaining("connect_failed")
        .hasMessageContaining("disconnected");
  }

  @Test
  void endOfAConnectionIsAfterItsBeginningWhateverTheirTimesSay() {
    ConnectionEvent begun = event("s1", 7, NOON, Status.ONLINE, "");
    ConnectionEvent ended = event("s1", 7, NOON.minusSeconds(100), Status.OFFLINE, "X");

    assertThat(ended.isAfter(begun)).isTrue();
    assertThat(begun.isAfter(ended)).isFalse();
  }

  @Test
  void takeOverIsAfterTheEndOfWhatItTookOver() {
    ConnectionEvent taken =
        event("s1", 7, NOON.plusMillis(3), Status.OFFLINE, "DUPLICATE_CLIENTID");
    ConnectionEvent taker = event("s2", 8, NOON, Status.ONLINE, "");

    assertThat(taker.isAfter(taken)).isTrue();
    assertThat(taken.isAfter(taker)).isFalse();
  }

  @Test
  void versionThatBeganAnewIsAfterAHigherOneOfAnHourAgo() {
    ConnectionEvent ended = event("s1", 7, NOON, Status.OFFLINE, "X");
    ConnectionEvent back = event("s2", 0, NOON.plus(Duration.ofHours(1)), Status.ONLINE, "");

    assertThat(back.isAfter(ended)).isTrue();
    assertThat(ended.isAfter(back)).isFalse();
  }

  @Test
  void eventIsNotAfterItself() {
    ConnectionEvent event = event("s1", 7, NOON, Status.ONLINE, "");

    assertThat(event.isAfter(event)).isFalse();
  }

  @Test
  void onlyWhoIsOfflineIsForgotten() {
    assertThat(event("s1", 7, NOON, Status.ONLINE, "").forgottenAt()).isEmpty();
    assertThat(event("s1", 7, NOON, Status.OFFLINE, "X").forgottenAt())
        .contains(NOON.plus(Duration.ofDays(90)));
  }

  private static Optional<ConnectionEvent> read(String json) {
    return ConnectionEvent.read(new ByteArrayInputStream(json.getBytes(UTF_8)));
  }

  private static ConnectionEvent event(
      String session, long version, Instant at, Status status, String reason) {
    return new ConnectionEvent(new ChargePointId("CP1"), session, version, at, status, reason);
  }
}
