package io.ocppgateway.simulator.chargepoint;

import io.ocppgateway.ocpp.ChargePointId;
import java.time.Duration;

/// Hears what simulated charge points do. Called on the thread that owns the charge point, so it
/// must not block; one listener may serve many charge points on many threads.
///
/// Of a CALL it hears [#callWanted], then [#callSent], then [#callEnded]; of one that is never
/// sent, `callWanted` and `callEnded`. One that still waits when the charge point ends is not told
/// again.
public interface ChargePointListener {

  /// The charge point went from one phase to another. This is told before all else that comes of
  /// it.
  default void moved(ChargePointId id, Phase from, Phase to) {}

  /// The central system has accepted the charge point; once more on each later connection, where it
  /// need not boot again, as soon as the handshake is done.
  default void connected(ChargePointId id) {}

  /// A frame was handed to the connection.
  ///
  /// @param text UTF-8; not to be changed
  default void sent(ChargePointId id, byte[] text) {}

  /// A text message arrived.
  ///
  /// @param text UTF-8; not to be changed
  default void received(ChargePointId id, byte[] text) {}

  /// The charge point wants to make a CALL, which waits for its turn and for a connection.
  default void callWanted(ChargePointId id, String action) {}

  /// A CALL was handed to the connection.
  default void callSent(ChargePointId id, String action) {}

  /// The fate of a CALL is known.
  default void callEnded(ChargePointId id, EndedCall call) {}

  /// A transaction began; at most one at a time.
  default void transactionBegan(ChargePointId id) {}

  /// The transaction ended. Its last messages may still wait.
  default void transactionEnded(ChargePointId id) {}

  /// A message of a transaction was not taken by the central system and will not be sent again.
  default void transactionMessageGivenUp(ChargePointId id, String action) {}

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
