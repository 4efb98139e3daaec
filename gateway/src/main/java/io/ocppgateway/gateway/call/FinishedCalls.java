package io.ocppgateway.gateway.call;

import io.ocppgateway.ocpp.frame.MessageId;
import org.jspecify.annotations.Nullable;

/// The last few CALLs that came to an end, to tell what a straggling answer was meant for.
final class FinishedCalls {

  /// A charge point that is later than that is beyond telling.
  private static final int REMEMBERED = 4;

  private final @Nullable MessageId[] ids = new @Nullable MessageId[REMEMBERED];
  private final boolean[] answered = new boolean[REMEMBERED];
  private int next;

  void add(MessageId id, boolean wasAnswered) {
    ids[next] = id;
    answered[next] = wasAnswered;
    next = (next + 1) % REMEMBERED;
  }

  /// What an answer with this id is, which belongs to no CALL in flight.
  AnswerFate fateOf(MessageId id) {
    for (int back = 1; back <= REMEMBERED; back++) {
      int index = (next - back + REMEMBERED) % REMEMBERED;
      if (id.equals(ids[index])) {
        return answered[index] ? AnswerFate.DUPLICATE : AnswerFate.LATE;
      }
    }
    return AnswerFate.UNKNOWN;
  }
}
