package io.ocppgateway.lambdas.routing;

/// What became of the wish to be the one who answers a CALL.
public sealed interface Claim {

  /// It is ours: nobody else answers it while the claim lasts.
  ///
  /// @param owner tells this claim from one that another makes when this one has lapsed
  record Granted(String owner) implements Claim {}

  /// Somebody else is at it, and will answer.
  record Taken() implements Claim {}

  /// It has been answered.
  ///
  /// @param frame the answer, as it was published
  record Answered(String frame) implements Claim {}
}
