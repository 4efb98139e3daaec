package io.ocppgateway.lambdas.presence;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/// Keeps the latest event of each charge point, in whatever order and however often events come.
///
/// An event that is not after the one in the table changes nothing. Two that come at once are
/// written one after the other: the second one sees that the table has changed, and looks again.
public final class Presence {

  private static final Logger LOG = LoggerFactory.getLogger(Presence.class);

  /// A charge point has few events under way at once.
  private static final int ATTEMPTS = 10;

  private final PresenceTable table;

  public Presence(PresenceTable table) {
    this.table = table;
  }

  /// Takes an event.
  ///
  /// @throws IllegalStateException if others wrote before it each time that it was tried
  public void onEvent(ConnectionEvent event) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<ConnectionEvent> latest = table.latest(event.chargePointId());
      if (latest.isPresent() && !event.isAfter(latest.get())) {
        line(LOG.atDebug(), event).log("presence is known already");
        return;
      }
      boolean written = latest.isPresent() ? table.replace(latest.get(), event) : table.add(event);
      if (written) {
        line(LOG.atInfo(), event).log("presence");
        return;
      }
    }
    throw new IllegalStateException(
        "%s: others wrote its presence %d times while this event was to be written: %s"
            .formatted(event.chargePointId(), ATTEMPTS, event));
  }

  private static LoggingEventBuilder line(LoggingEventBuilder line, ConnectionEvent event) {
    return line.addKeyValue("chargePointId", event.chargePointId().thingName())
        .addKeyValue("status", event.status())
        .addKeyValue("since", event.at())
        .addKeyValue("reason", event.reason())
        .addKeyValue("versionNumber", event.versionNumber());
  }
}
