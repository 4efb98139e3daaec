package io.ocppgateway.infra;

import java.util.List;
import java.util.Set;

/// A finding of cdk-nag that stays, with its reason: this file has all of them.
///
/// @param rules the rules that find it, one for each pack that does
/// @param constructs the constructs on which they may, as a regular expression
/// @param reason why it stays
record AcceptedFinding(Set<String> rules, String constructs, String reason) {

  static final List<AcceptedFinding> ALL =
      List.of(
          new AcceptedFinding(
              Set.of("AwsSolutions-EC23"),
              "Endpoint/SecurityGroup",
              "Charge points come from any address, on one port."),
          new AcceptedFinding(
              Set.of("AwsSolutions-ELB2"),
              "Endpoint/LoadBalancer",
              "Where it ends TLS its log goes to CloudWatch, which the rule does not look at: a bucket would keep the stack from being destroyed. Where it does not it writes none; the gateway logs every connection."),
          new AcceptedFinding(
              Set.of("AwsSolutions-ECS2"),
              "GatewayService/Task",
              "Ports, intervals and names: none is a secret; secrets come from Secrets Manager."),
          new AcceptedFinding(
              Set.of("AwsSolutions-IAM5"),
              "(GatewayService/(Task|Execution)Role|MessageRouting/\\w+/Role)/DefaultPolicy",
              "PolicyTest.WILDCARDS has each of them with its reason."),
          new AcceptedFinding(
              Set.of("AwsSolutions-SMG4"),
              "OperatorData/CredentialPepper",
              "Every password is hashed with it and known as a hash alone: a new one would lock all charge points out. Replacing it means new passwords for all, which no schedule can do."),
          new AcceptedFinding(
              Set.of("AwsSolutions-SQS3", "Serverless-SQSRedrivePolicy"),
              "MessageRouting/DeadLetters",
              "This is the dead-letter queue: of rules and of functions' aliases, which cdk-nag does not look at."),
          new AcceptedFinding(
              Set.of("Serverless-LambdaDLQ", "Serverless-LambdaTracing"),
              "MessageRouting/\\w+/Function",
              "Events that fail go to the dead letters by the alias, with the error, which a queue of the function's own would not have; and they are found by charge point and message id in the log, where traces would cost more than the function."),
          new AcceptedFinding(
              Set.of("AwsSolutions-VPC7"),
              "Network/Vpc",
              "Only where the operator has said flowLogs=false."));

  boolean accepts(String rule, String construct) {
    return rules.contains(rule) && construct.matches(constructs);
  }
}
