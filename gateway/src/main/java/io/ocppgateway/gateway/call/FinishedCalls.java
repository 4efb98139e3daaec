package io.ocppgateway.gateway.call;

import io.ocppgateway.ocpp.frame.MessageId;
import org.jspecify.annotations.Nullable;

/// The last few CALLs that came to an end, to tell what a straggling answer was meant for, and
/// whether a command is a copy.
final class FinishedCalls {

  /// How a CALL ended.
  ///
  /// @param answered by the charge point, in time
  /// @param at when
  record Finished(MessageId id, long fingerprint, boolean answered, long at) {}

  /// A charge point that is later than that is beyond telling.
  private static final int REMEMBERED = 4;

  private final @Nullable Finished[] calls = new @Nullable Finished[REMEMBERED];
  private int next;

  void add(Finished call) {
    calls[next] = call;
    next = (next + 1) % REMEMBERED;
  }

  /// What an answer with this id is, which belongs to no CALL in flight.
  AnswerFate fateOf(MessageId id) {
    for (int back = 1; back <= REMEMBERED; back++) {
      Finished call = calls[(next - back + REMEMBERED) % REMEMBERED];
      if (call != null && call.id().equals(id)) {
        return call.answered() ? AnswerFate.DUPLICATE : AnswerFate.LATE;
      }
    }
    return AnswerFate.UNKNOWN;
  }

  /// Whether this very command was answered since a time.
  boolean hasAnswered(MessageId id, long fingerprint, long since) {
    for (Finished call : calls) {
      if (call != null
          && call.answered()
          && call.at() > since
          && call.fingerprint() == fingerprint
          && call.id().equals(id)) {
        return true;
      }
    }
    return false;
  }
}
