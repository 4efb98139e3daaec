package io.ocppgateway.lambdas.routing;

import io.ocppgateway.ocpp.message.Action;
import io.ocppgateway.ocpp.message.Payloads;
import java.util.Optional;
import java.util.function.BiFunction;
import tools.jackson.databind.node.ObjectNode;

/// One line of the routing table: an action of one version, and what answers it.
///
/// @param <Q> the request's payload
/// @param <R> the response's payload
public final class Route<Q extends Record, R extends Record> {

  private final Action<Q, R> action;
  private final BiFunction<ReceivedCall, Q, R> answer;
  private final Repetition repetition;

  private Route(Action<Q, R> action, BiFunction<ReceivedCall, Q, R> answer, Repetition repetition) {
    this.action = action;
    this.answer = answer;
    this.repetition = repetition;
  }

  /// An action whose handler speaks the words of its version.
  public static <Q extends Record, R extends Record> Route<Q, R> of(
      Action<Q, R> action, Handler<Q, R> handler, Repetition repetition) {
    return new Route<>(action, handler::handle, repetition);
  }

  /// An action whose handler serves several versions: its request and response are translated at
  /// this edge.
  public static <Q extends Record, D, A, R extends Record> Route<Q, R> of(
      Action<Q, R> action,
      Translation<Q, D, A, R> translation,
      Handler<D, A> handler,
      Repetition repetition) {
    return new Route<>(
        action,
        (call, request) ->
            translation
                .response()
                .apply(handler.handle(call, translation.request().apply(request))),
        repetition);
  }

  /// The action that is answered.
  public Action<Q, R> action() {
    return action;
  }

  Repetition repetition() {
    return repetition;
  }

  /// The response's payload, empty if the request lacks something that its type cannot do without.
  Optional<ObjectNode> answer(ReceivedCall call) {
    return Payloads.read(call.payload(), action.request())
        .map(request -> Payloads.write(answer.apply(call, request)));
  }
}
