package io.ocppgateway.lambdas.routing;

/// What became of a frame, for the log.
enum Outcome {
  /// The handler answered.
  ANSWERED,
  /// The stored answer was published again.
  REPLAYED,
  /// A repetition that came while the first is still being answered: nothing is published, the
  /// answer to the first answers both.
  IN_PROGRESS,
  /// CALLERROR: the payload violates its schema.
  REFUSED,
  /// CALLERROR: nobody answers this action.
  NOT_IMPLEMENTED,
  /// CALLERROR `InternalError`: our own failure.
  FAILED,
  /// A SEND: owed no answer.
  TAKEN_NOTE_OF,
  /// No frame of its version. The gateway lets none through.
  NO_FRAME
}
