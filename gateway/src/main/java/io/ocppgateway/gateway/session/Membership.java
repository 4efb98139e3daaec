package io.ocppgateway.gateway.session;

import io.ocppgateway.ocpp.ChargePointId;

/// Which charge points may be connected, asked again where that may have changed. Safe for use by
/// many threads; never blocks the caller.
public interface Membership {

  /// A charge point is let in.
  void onLetIn(ChargePointId id);

  /// The broker has ended the connection of a charge point without a word, which may have been
  /// somebody's wish: [Sessions#onNoMember] is told if it may not be connected.
  void onCut(ChargePointId id);

  /// Somebody has disconnected a charge point on purpose.
  void onDisconnectedByOperator(ChargePointId id);
}
