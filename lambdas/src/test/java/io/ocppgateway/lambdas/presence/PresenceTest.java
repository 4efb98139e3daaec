package io.ocppgateway.lambdas.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ocppgateway.lambdas.fake.MemoryPresenceTable;
import io.ocppgateway.lambdas.presence.ConnectionEvent.Status;
import io.ocppgateway.ocpp.ChargePointId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// Several functions write at once.
class PresenceTest {

  private static final ChargePointId CHARGE_POINT = new ChargePointId("CP1");
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  private final MemoryPresenceTable table = new MemoryPresenceTable();
  private final Presence presence = new Presence(table);

  @Test
  void eventThatComesBetweenReadAndFirstWriteIsNotOverwritten() {
    ConnectionEvent ended = event(0, Status.OFFLINE);
    table.afterNextRead(() -> table.add(ended));

    presence.onEvent(event(0, Status.ONLINE));

    assertThat(table.latest(CHARGE_POINT)).contains(ended);
  }

  @Test
  void eventThatComesBetweenReadAndWriteIsFollowedByOneThatIsLater() {
    ConnectionEvent first = event(0, Status.ONLINE);
    ConnectionEvent between = event(1, Status.ONLINE);
    ConnectionEvent last = event(1, Status.OFFLINE);
    table.add(first);
    table.afterNextRead(() -> table.replace(first, between));

    presence.onEvent(last);

    assertThat(table.latest(CHARGE_POINT)).contains(last);
  }

  @Test
  void eventThatNeverGetsThroughIsADeadLetterAndNotLost() {
    table.add(event(0, Status.ONLINE));
    othersWriteAfterEachRead();

    assertThatThrownBy(() -> presence.onEvent(event(1_000, Status.ONLINE)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("CP1")
        .hasMessageContaining("versionNumber=1000");
  }

  private void othersWriteAfterEachRead() {
    table.afterNextRead(() -> {
      ConnectionEvent now = table.latest(CHARGE_POINT).orElseThrow();
      table.replace(now, event(now.versionNumber() + 1, Status.ONLINE));
      othersWriteAfterEachRead();
    });
  }

  private static ConnectionEvent event(long version, Status status) {
    return new ConnectionEvent(
        CHARGE_POINT,
        "s" + version,
        version,
        NOON,
        status,
        status == Status.ONLINE ? "" : "CONNECTION_LOST");
  }
}
