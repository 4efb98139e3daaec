package io.ocppgateway.lambdas.routing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ocppgateway.ocpp.frame.ErrorCode;
import io.ocppgateway.ocpp.frame.Frame;
import io.ocppgateway.ocpp.frame.FrameCodec;
import io.ocppgateway.ocpp.schema.Direction;
import io.ocppgateway.ocpp.schema.Schemas;
import io.ocppgateway.ocpp.schema.Validation;
import io.ocppgateway.ocpp.schema.Violation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Answers CALLs: every one gets an answer, and none is handled twice.
///
/// ```
/// no route ───────────────► NotImplemented
/// violations, strict ─────► the first violation's error
/// ANSWERED_AFRESH ────────► handler ─► publish
/// REPLAYED ─► claim ─┬ granted ──► handler ─► keep answer ─► publish
///                    ├ answered ─► publish the kept answer
///                    └ taken ────► nothing: the first is about to be answered
/// anything thrown ────────► InternalError, claim released, thrown on
/// ```
final class CallAnswering {

  /// How long an answer is kept for repetitions. Longer than a charge point waits before it asks
  /// again, and short, because a charge point that reboots may send the same under the same id and
  /// mean it anew.
  static final Duration REPLAY_WINDOW = Duration.ofMinutes(2);

  /// How long a claim lasts whose holder vanished without a word: longer than the function may run,
  /// shorter than a charge point's patience.
  static final Duration CLAIM_LEASE = Duration.ofSeconds(30);

  private final Routes routes;
  private final Schemas schemas;
  private final ValidationMode mode;
  private final ProcessedMessages processed;
  private final Answers answers;
  private final Clock clock;

  CallAnswering(
      Routes routes,
      Schemas schemas,
      ValidationMode mode,
      ProcessedMessages processed,
      Answers answers,
      Clock clock) {
    this.routes = routes;
    this.schemas = schemas;
    this.mode = mode;
    this.processed = processed;
    this.answers = answers;
    this.clock = clock;
  }

  /// Answers a CALL, whatever happens.
  ///
  /// @throws RuntimeException what the handler, the store or the publication threw, after the
  ///   charge point was told
  void answer(ReceivedCall call, FrameLog log) {
    try {
      Optional<Route<?, ?>> route = routes.find(call.version(), call.action());
      if (route.isPresent()) {
        answer(call, route.get(), log);
      } else {
        publishError(call, ErrorCode.NOT_IMPLEMENTED, "nobody here answers this action");
        log.call(call, Outcome.NOT_IMPLEMENTED, List.of());
      }
    } catch (RuntimeException | Error failure) {
      // The one catch-all: whatever failed, the charge point is told, and Lambda as well.
      alsoDo(
          failure, () -> publishError(call, ErrorCode.INTERNAL_ERROR, "the central system failed"));
      log.failure(call, failure);
      throw failure;
    }
  }

  private void answer(ReceivedCall call, Route<?, ?> route, FrameLog log) {
    List<Violation> violations = violations(call);
    if (mode == ValidationMode.STRICT && !violations.isEmpty()) {
      publishError(call, violations.getFirst().code(), violations.getFirst().toString());
      log.call(call, Outcome.REFUSED, violations);
      return;
    }
    Outcome outcome =
        switch (route.repetition()) {
          case ANSWERED_AFRESH -> {
            publish(call, handle(call, route, violations));
            yield Outcome.ANSWERED;
          }
          case REPLAYED -> answerOnce(call, route, violations);
        };
    log.call(call, outcome, violations);
  }

  private List<Violation> violations(ReceivedCall call) {
    return switch (schemas.validate(
        call.version(), call.action(), Direction.REQUEST, call.payload())) {
      case Validation.Valid _ -> List.of();
      case Validation.Invalid(List<Violation> violations) -> violations;
      // An action of an engineer's own has no schema.
      case Validation.UnknownAction _ -> List.of();
    };
  }

  private Outcome answerOnce(ReceivedCall call, Route<?, ?> route, List<Violation> violations) {
    MessageKey key = MessageKey.of(call);
    Instant now = clock.instant();
    return switch (processed.claim(key, now, now.plus(CLAIM_LEASE))) {
      case Claim.Granted claim -> {
        String frame = handleClaimed(new Claimed(key, claim, call), route, violations);
        publish(call, frame);
        yield Outcome.ANSWERED;
      }
      case Claim.Answered(String frame) -> {
        publish(call, frame);
        yield Outcome.REPLAYED;
      }
      case Claim.Taken _ -> Outcome.IN_PROGRESS;
    };
  }

  private record Claimed(MessageKey key, Claim.Granted claim, ReceivedCall call) {}

  /// Kept before it is published: if publishing fails, a retry still gets the answer to what was
  /// done.
  private String handleClaimed(Claimed claimed, Route<?, ?> route, List<Violation> violations) {
    try {
      String frame = handle(claimed.call, route, violations);
      processed.answered(claimed.key, claimed.claim, frame, clock.instant().plus(REPLAY_WINDOW));
      return frame;
    } catch (RuntimeException | Error failure) {
      // A claim without an answer would silence the charge point's retry.
      alsoDo(failure, () -> processed.release(claimed.key, claimed.claim));
      throw failure;
    }
  }

  private static String handle(ReceivedCall call, Route<?, ?> route, List<Violation> violations) {
    Optional<ObjectNode> response = route.answer(call);
    if (response.isPresent()) {
      return text(new Frame.CallResult(call.frame().id(), response.get()));
    }
    if (violations.isEmpty()) {
      throw new IllegalStateException(
          "%s: the schema of %s lets through what its record refuses; the record must not require more"
              .formatted(call.chargePointId(), route.action()));
    }
    Violation first = violations.getFirst();
    return text(
        Frame.CallError.of(call.frame().id(), first.code(), call.version(), first.toString()));
  }

  private void publishError(ReceivedCall call, ErrorCode code, String description) {
    publish(call, text(Frame.CallError.of(call.frame().id(), code, call.version(), description)));
  }

  private void publish(ReceivedCall call, String frame) {
    answers.publish(call.chargePointId(), frame.getBytes(UTF_8));
  }

  private static String text(Frame frame) {
    return new String(FrameCodec.encode(frame), UTF_8);
  }

  /// Does one thing more on the way out of a failure, which stays the failure that is reported.
  private static void alsoDo(Throwable failure, Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }
}
