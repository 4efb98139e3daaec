package io.ocppgateway.lambdas.routing;

/// Answers one action. A plain class: no JSON, no frames, no AWS.
///
/// In the request anything may be null that the request's type marks so, also what OCPP requires:
/// in lenient mode the handler does what it can with what there is. A handler that throws is
/// answered for with CALLERROR `InternalError`, and the event goes to the dead letters.
///
/// @param <D> the request, in the words of one OCPP version or of all
/// @param <A> the response
@FunctionalInterface
public interface Handler<D, A> {

  /// Does what the action asks for.
  ///
  /// @param call who asks, when, and the payload as it came
  A handle(ReceivedCall call, D request);
}
