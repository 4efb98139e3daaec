package io.ocppgateway.simulator.options;

import io.ocppgateway.ocpp.frame.MessageId;
import io.ocppgateway.simulator.behaviour.Request;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/// How a charge point makes its CALLs. [#STANDARD] is what OCPP asks; anything else is a fault.
///
/// @param atOnce how many CALLs may wait for their answers; at least 1
/// @param ids gives each CALL its id
/// @param wording what is said for a request: at least one request, of which the first one's
///   outcome is the outcome
/// @see "OCPP-J 1.6 §4.1.1; OCPP 2.0.1 Part 4 §4.1.1, §4.1.4"
public record CallHabits(
    int atOnce, Supplier<MessageId> ids, Function<Request, List<Request>> wording) {

  /// One at a time, each with an id of its own, each as it should be.
  public static final CallHabits STANDARD = new CallHabits(1, MessageId::random, List::of);

  /// Holds habits.
  ///
  /// @throws IllegalArgumentException if not one CALL may be made
  public CallHabits {
    if (atOnce < 1) {
      throw new IllegalArgumentException(
          "%d CALLs at once; allowed are 1 and more".formatted(atOnce));
    }
  }

  /// The same with more CALLs at once.
  public CallHabits withAtOnce(int other) {
    return new CallHabits(other, ids, wording);
  }

  /// The same with other ids.
  public CallHabits withIds(Supplier<MessageId> other) {
    return new CallHabits(atOnce, other, wording);
  }

  /// The same, and what is said now is worded once more.
  public CallHabits andThen(Function<Request, List<Request>> rewording) {
    return new CallHabits(
        atOnce,
        ids,
        request ->
            wording.apply(request).stream()
                .flatMap(said -> rewording.apply(said).stream())
                .toList());
  }
}
