package io.ocppgateway.local.iam;

/// The condition keys that calls have here. Any other is missing from every call, which conditions
/// take as IAM does.
final class ConditionKeys {

  /// The ARN of the role that calls.
  static final String PRINCIPAL_ARN = "aws:PrincipalArn";

  /// The account of the role that calls.
  static final String PRINCIPAL_ACCOUNT = "aws:PrincipalAccount";

  /// True: the endpoints here stand for those of AWS, which have TLS.
  static final String SECURE_TRANSPORT = "aws:SecureTransport";

  /// On whose behalf a service calls.
  static final String SOURCE_ARN = "aws:SourceArn";

  /// The account of that.
  static final String SOURCE_ACCOUNT = "aws:SourceAccount";

  private ConditionKeys() {}
}
