package io.ocppgateway.gateway.session;

import io.ocppgateway.gateway.call.AnswerFate;
import io.ocppgateway.ocpp.topic.Undelivered;

/// Counts what happens in sessions. Called on event loops, many at once; never blocks, never
/// throws.
public interface SessionMetrics {

  /// Counts nothing.
  SessionMetrics NONE =
      new SessionMetrics() {
        @Override
        public void onUndelivered(Undelivered.Reason reason) {}

        @Override
        public void onAnswerDropped(AnswerFate fate) {}

        @Override
        public void onInvalidFrame() {}

        @Override
        public void onSessionEnd(EndCause cause) {}
      };

  /// A command was not brought to an answer.
  void onUndelivered(Undelivered.Reason reason);

  /// A charge point answered what nobody waits for.
  ///
  /// @param fate any but [AnswerFate#EXPECTED]
  void onAnswerDropped(AnswerFate fate);

  /// A charge point sent what is no frame.
  void onInvalidFrame();

  /// A session has ended.
  void onSessionEnd(EndCause cause);
}
