package io.ocppgateway.lambdas.fake;

import io.ocppgateway.lambdas.presence.ConnectionEvent;
import io.ocppgateway.lambdas.presence.PresenceTable;
import io.ocppgateway.ocpp.ChargePointId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Presence in memory. Another function may be made to write between a read and the write after it.
public final class MemoryPresenceTable implements PresenceTable {

  private final Map<ChargePointId, ConnectionEvent> rows = new HashMap<>();
  private Runnable afterNextRead = () -> {};

  @Override
  public Optional<ConnectionEvent> latest(ChargePointId chargePointId) {
    Optional<ConnectionEvent> row = Optional.ofNullable(rows.get(chargePointId));
    Runnable others = afterNextRead;
    afterNextRead = () -> {};
    others.run();
    return row;
  }

  @Override
  public boolean add(ConnectionEvent first) {
    return rows.putIfAbsent(first.chargePointId(), first) == null;
  }

  @Override
  public boolean replace(ConnectionEvent latest, ConnectionEvent later) {
    return rows.replace(latest.chargePointId(), latest, later);
  }

  /// What others do once, after the next read.
  public void afterNextRead(Runnable others) {
    afterNextRead = others;
  }
}
