package io.ocppgateway.simulator.chargepoint;

import io.ocppgateway.ocpp.ChargePointId;
import java.time.Duration;

/// Hears what simulated charge points do. Called on the thread that owns the charge point, so it
/// must not block; one listener may serve many charge points on many threads.
public interface ChargePointListener {

  /// The central system has accepted the charge point; once more on each later connection, where it
  /// need not boot again, as soon as the handshake is done.
  default void connected(ChargePointId id) {}

  /// A frame was handed to the connection.
  default void sent(ChargePointId id, String frame) {}

  /// A text message arrived.
  default void received(ChargePointId id, String text) {}

  /// The central system, or an operator, set the interval.
  default void heartbeatIntervalSet(ChargePointId id, Duration interval) {}

  /// The central system did not accept the BootNotification.
  ///
  /// @param status `Pending` or `Rejected`, or what failed
  default void bootRepeated(ChargePointId id, String status, Duration after) {}

  /// The connection, or an attempt at one, came to an end and will be tried again.
  ///
  /// @param cause code and reason, or what failed
  default void reconnecting(ChargePointId id, String cause, Duration after) {}

  /// The last that is heard of a charge point.
  default void ended(ChargePointId id, Ending ending) {}
}
