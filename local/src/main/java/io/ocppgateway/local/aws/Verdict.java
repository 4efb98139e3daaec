package io.ocppgateway.local.aws;

/// What the check of a signature found.
public sealed interface Verdict {

  /// The signature is right.
  ///
  /// @param principal who signed
  record Verified(Principal principal) implements Verdict {}

  /// The request is not to be served.
  ///
  /// @param fault the exception's name in AWS's APIs, for example `SignatureDoesNotMatch`
  /// @param reason what is wrong, for people
  record Refused(String fault, String reason) implements Verdict {}
}
