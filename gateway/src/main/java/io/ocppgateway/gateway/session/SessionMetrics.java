package io.ocppgateway.gateway.session;

import io.ocppgateway.gateway.call.AnswerFate;
import io.ocppgateway.ocpp.topic.Undelivered;

/// Counts what happens in sessions. Called on event loops, many at once; never blocks, never
/// throws.
public interface SessionMetrics {

  /// Counts nothing.
  SessionMetrics NONE = new SessionMetrics() {};

  /// A message came from a charge point.
  ///
  /// @param bytes of its text
  default void onReceived(int bytes) {}

  /// A message goes to a charge point.
  ///
  /// @param bytes of its text
  default void onSent(int bytes) {}

  /// More commands wait for their turn now, or fewer.
  default void onCommandsWaiting(int change) {}

  /// A command was not brought to an answer.
  default void onUndelivered(Undelivered.Reason reason) {}

  /// A copy of a command came, and was dropped.
  default void onCommandRepeated() {}

  /// A charge point answered what nobody waits for.
  ///
  /// @param fate any but [AnswerFate#EXPECTED]
  default void onAnswerDropped(AnswerFate fate) {}

  /// A charge point sent what is no frame, or too long for the broker.
  default void onInvalidFrame() {}

  /// A session has ended.
  default void onSessionEnd(EndCause cause) {}
}
