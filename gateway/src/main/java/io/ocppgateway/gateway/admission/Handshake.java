package io.ocppgateway.gateway.admission;

import java.time.Duration;

/// A handshake that waits for the door's word. Hears exactly one, unless it gives up before; on the
/// executor that it came with.
public interface Handshake {

  /// It may send its CONNECT.
  void onAdmitted();

  /// There is no room. It is to answer now: however long the door has wanted it to wait is over.
  ///
  /// @param retryAfter when those who wait now have gone
  void onTurnedAway(Duration retryAfter);

  /// The same charge point has come anew, and has taken this one's place in line.
  void onReplaced();
}
