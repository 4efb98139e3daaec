package io.ocppgateway.infra;

import java.util.List;

/// A finding of cdk-nag that stays, with its reason: this file has all of them.
///
/// @param rule the rule that finds it
/// @param constructs the constructs on which it may, as a regular expression
/// @param reason why it stays
record AcceptedFinding(String rule, String constructs, String reason) {

  static final List<AcceptedFinding> ALL =
      List.of(
          new AcceptedFinding(
              "AwsSolutions-EC23",
              "Endpoint/SecurityGroup",
              "Charge points come from any address, on one port."),
          new AcceptedFinding(
              "AwsSolutions-ELB2",
              "Endpoint/LoadBalancer",
              "Where it ends TLS its log goes to CloudWatch, which the rule does not look at: a bucket would keep the stack from being destroyed. Where it does not it writes none; the gateway logs every connection."),
          new AcceptedFinding(
              "AwsSolutions-ECS2",
              "GatewayService/Task",
              "Ports, intervals and names: none is a secret; secrets come from Secrets Manager."),
          new AcceptedFinding(
              "AwsSolutions-IAM5",
              "(GatewayService/(Task|Execution)Role|MessageRouting/\\w+/Role)/DefaultPolicy",
              "PolicyTest.WILDCARDS has each of them with its reason."),
          new AcceptedFinding(
              "AwsSolutions-SMG4",
              "OperatorData/CredentialPepper",
              "Every password is hashed with it and known as a hash alone: a new one would lock all charge points out. Replacing it means new passwords for all, which no schedule can do."),
          new AcceptedFinding(
              "Serverless-SQSRedrivePolicy",
              "MessageRouting/DeadLetters",
              "This is the queue of dead letters: another behind it would get what nobody has read in 14 days."),
          new AcceptedFinding(
              "Serverless-LambdaTracing",
              "MessageRouting/\\w+/Function",
              "Calls are found by charge point and message id in the log; traces would cost more than the function."),
          new AcceptedFinding(
              "AwsSolutions-VPC7",
              "Network/Vpc",
              "Only where the operator has said flowLogs=false."));

  boolean accepts(String found, String construct) {
    return rule.equals(found) && construct.matches(constructs);
  }
}
