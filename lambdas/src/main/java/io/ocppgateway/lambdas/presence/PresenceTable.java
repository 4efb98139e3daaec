package io.ocppgateway.lambdas.presence;

import io.ocppgateway.ocpp.ChargePointId;
import java.util.Optional;

/// The latest event of each charge point. Written by several functions at once.
public interface PresenceTable {

  /// The latest event that was written, however recently.
  Optional<ConnectionEvent> latest(ChargePointId chargePointId);

  /// Writes a charge point's first event.
  ///
  /// @return false if it has one already, and nothing was written
  boolean add(ConnectionEvent first);

  /// Writes an event in the place of another.
  ///
  /// @return false if the other is no longer the one that is there, and nothing was written
  boolean replace(ConnectionEvent latest, ConnectionEvent later);
}
